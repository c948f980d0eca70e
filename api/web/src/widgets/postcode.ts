// A postcode of the mainland.

import { bare, within, wrong, type Composed } from "./composed";
import type { Limits } from "../turn";
import { texts } from "../texts";

const LENGTH = 6;

export const wholePostcode = (typed: string): boolean => bare(typed).length >= LENGTH;

export function composePostcode(typed: string, limits: Limits = {}): Composed {
  const says = texts().faults;
  const code = bare(typed);
  if (!code) return wrong(says.postcode.empty);
  if (!/^\d+$/.test(code)) return wrong(says.postcode.letters);
  if (code.length < LENGTH) return wrong(says.tooShort(LENGTH - code.length, LENGTH));
  if (code.length > LENGTH) return wrong(says.tooLong(code.length - LENGTH, LENGTH));
  if (/^(\d)\1+$/.test(code)) return wrong(says.postcode.same);
  return within(code, limits);
}
