// A mobile number of the mainland.

import { answered, bare, wrong, type Composed } from "./composed";
import { texts } from "../texts";

const LENGTH = 11;

export const wholeMobile = (typed: string): boolean => own(typed).length >= LENGTH;

export function composeMobile(typed: string): Composed {
  const says = texts().faults.mobile;
  const number = own(typed);
  if (!number) return wrong(says.empty);
  if (!/^\d+$/.test(number)) return wrong(says.letters);
  if (!/^1/.test(number)) return wrong(says.first);
  if (number.length < LENGTH) return wrong(texts().faults.tooShort(LENGTH - number.length, LENGTH));
  if (number.length > LENGTH) return wrong(texts().faults.tooLong(number.length - LENGTH, LENGTH));
  if (!/^1[3-9]/.test(number)) return wrong(says.prefix);
  return answered(number);
}

/** Without the code of the country. */
const own = (typed: string): string => bare(typed).replace(/^(\+|00)?86(?=1)|^\+/, "");
