// The number of a paper other than the resident ID: a passport, a permit of Hong Kong, Macao or Taiwan residents.

import { bare, wrong, within, type Composed } from "./composed";
import { composeIdCard } from "./idCard";
import type { Limits } from "../turn";
import { texts } from "../texts";

const SHORTEST = 6;
const LONGEST = 20;
const FEWEST_DIGITS = 4;
const MOBILE = /^1[3-9]\d{9}$/;
/** So many digits are a resident ID number, or meant as one. */
const ID_CARD = /^(\d{15,17}|\d{17}[\dX])$/;

/** A passport has nine characters; fewer may still be being typed. */
export const wholeIdDocument = (typed: string): boolean => bare(typed).length >= 9 && !/^\d+$/.test(bare(typed));

export function composeIdDocument(typed: string, limits: Limits = {}): Composed {
  const says = texts().faults.idDocument;
  const number = bare(typed);
  if (!number) return wrong(says.empty);
  if (!/^[0-9A-Z]+$/.test(number)) return wrong(says.letters);
  if (number.length < SHORTEST) return wrong(says.short(SHORTEST));
  if (number.length > LONGEST) return wrong(says.long(LONGEST));
  if (number.replace(/\D/g, "").length < FEWEST_DIGITS) return wrong(says.digits(FEWEST_DIGITS));
  if (MOBILE.test(number)) return wrong(says.mobile);
  if (ID_CARD.test(number)) {
    const { fault } = composeIdCard(number);
    if (fault) return wrong(fault);
  }
  return within(number, limits);
}
