// A unified social credit code. Source: GB 32100-2015.

import { answered, bare, wrong, type Composed } from "./composed";
import { texts } from "../texts";

const LENGTH = 18;
const CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/** Different characters of a real code; of 000000000000000000 the check fits too. */
const LEAST_VARIED = 4;

export const wholeCreditCode = (typed: string): boolean => bare(typed).length >= LENGTH;

export function composeCreditCode(typed: string): Composed {
  const says = texts().faults.creditCode;
  const code = bare(typed);
  if (!code) return wrong(says.empty);
  const never = [...code].find((letter) => letter in says.like);
  if (never) return wrong(says.never(never, says.like[never]!));
  if ([...code].some((letter) => !CHARACTERS.includes(letter))) return wrong(says.letters);
  if (code.length === 15 && /^\d+$/.test(code)) return wrong(says.old);
  if (code.length < LENGTH) return wrong(texts().faults.tooShort(LENGTH - code.length, LENGTH));
  if (code.length > LENGTH) return wrong(texts().faults.tooLong(code.length - LENGTH, LENGTH));
  if (!/^..\d{6}/.test(code)) return wrong(says.place);
  const total = WEIGHTS.reduce((sum, weight, at) => sum + weight * CHARACTERS.indexOf(code[at]!), 0);
  const varied = new Set(code).size >= LEAST_VARIED;
  if (!varied || CHARACTERS[(31 - (total % 31)) % 31] !== code[LENGTH - 1]) return wrong(says.check);
  return answered(code);
}
