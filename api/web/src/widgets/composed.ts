// What a widget makes of what was put in: an answer to send, or what is still wrong, in plain words.

import type { Limits } from "../turn";
import { texts } from "../texts";

export type Composed = { answer: string; fault?: undefined } | { answer?: undefined; fault: string };

export const answered = (answer: string): Composed => ({ answer });
export const wrong = (fault: string): Composed => ({ fault });

/** What is copied along with a number and nobody sees. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
/** What people put between groups of digits, as the server takes it out. */
const GAPS = /[-—–.·,，、/()（）]/g;

/** As it was meant, on one line: full-width characters as narrow ones, for input methods write 「１２０」. */
export const tidy = (typed: string): string => typed.normalize("NFKC").replace(UNSEEN, "").replace(/\s+/g, " ").trim();

/** Without spaces as well. */
export const narrow = (typed: string): string => tidy(typed).replace(/ /g, "");

/** A number or code without what sets its groups apart, in capitals. */
export const bare = (typed: string): string => narrow(typed).replace(GAPS, "").toUpperCase();

/** The answer, unless the fact keeps none that is so long, so short or written so. */
export function within(answer: string, { min_length, max_length, pattern }: Limits = {}): Composed {
  const says = texts().faults;
  const length = [...answer].length;
  if (max_length !== undefined && length > max_length) return wrong(says.longest(max_length));
  if (min_length !== undefined && length < min_length) return wrong(says.shortest(min_length));
  if (pattern !== undefined && !matches(pattern, answer)) return wrong(says.otherwise);
  return answered(answer);
}

/** Authors write for the server; what this language cannot read, the server judges. */
function matches(pattern: string, answer: string): boolean {
  try {
    return new RegExp(pattern, "u").test(answer);
  } catch {
    return true;
  }
}
