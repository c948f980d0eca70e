// The number of a food licence (JY), a filing (YB) or a production licence (SC). Source: 食品经营许可和备案管理办法 第二十七条.

import { bare, within, wrong, type Composed } from "./composed";
import type { Limits } from "../turn";
import { texts } from "../texts";

const HEADS = ["JY", "YB", "SC"];
/** The digit behind the letters tells what the shop is: a seller, a caterer, a canteen. */
const KINDS: Record<string, RegExp> = { JY: /^[123]/, YB: /^[12]/, SC: /^\d/ };
const DIGITS = 14;

export const wholeLicenceNumber = (typed: string): boolean => bare(typed).length >= DIGITS + 2;

export function composeLicenceNumber(typed: string, limits: Limits = {}): Composed {
  const says = texts().faults;
  const number = bare(typed);
  const [head, digits] = [number.slice(0, 2), number.slice(2)];
  if (!number) return wrong(says.licenceNumber.empty);
  if (!HEADS.includes(head)) return wrong(says.licenceNumber.head);
  if (!/^\d*$/.test(digits)) return wrong(says.licenceNumber.letters);
  if (digits.length < DIGITS) return wrong(says.tooShort(DIGITS - digits.length, DIGITS + 2));
  if (digits.length > DIGITS) return wrong(says.tooLong(digits.length - DIGITS, DIGITS + 2));
  if (!KINDS[head]!.test(digits)) return wrong(says.licenceNumber.kind(head, head === "JY" ? "1、2、3" : "1、2"));
  return within(number, limits);
}
