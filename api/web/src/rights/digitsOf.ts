// A short code as people type it: in groups, in full width.

export const LENGTH = 8;

/** The digits; null where they are not as many as a code has. */
export function digitsOf(typed: string): string | null {
  const found = typed.normalize("NFKC").replace(/[\s-]/g, "");
  return new RegExp(`^[0-9]{${LENGTH}}$`).test(found) ? found : null;
}

/** As it is shown: in two groups, which are easier to copy. */
export const grouped = (digits: string): string => `${digits.slice(0, LENGTH / 2)} ${digits.slice(LENGTH / 2)}`;
