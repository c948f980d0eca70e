// Any telephone: a mobile, a landline with its area code, a 400 or 800 number.

import { bare, narrow, within, wrong, type Composed } from "./composed";
import type { Limits } from "../turn";
import { texts } from "../texts";

/** Source: 工业和信息化部 电信网编号计划. The same as the server reads. */
const PHONE = /^(1[3-9]\d{9}|0(10|2\d)[2-9]\d{7}|0[3-9]\d{2}[2-9]\d{6,7}|[48]00\d{7})$/;
const LOCAL = /^[2-9]\d{7}$/;
const SHANGHAI = "021";
/** The number inside an office is no part of it. */
const EXTENSION = /(分机|转)号?[:：]?\d.*$/;
const LONGEST = 12;

export const wholePhone = (typed: string): boolean => national(typed).length >= 11;

export function composePhone(typed: string, limits: Limits = {}): Composed {
  const says = texts().faults.phone;
  const number = national(typed);
  if (!number) return wrong(says.empty);
  if (!/^\d+$/.test(number)) return wrong(says.letters);
  if (PHONE.test(number)) return within(number, limits);
  if (/^1/.test(number)) return wrong(number.length === 11 ? says.prefix : says.mobile(number.length));
  if (/^[48]00/.test(number)) return wrong(says.service(number.length));
  if (!/^0/.test(number) && number.length <= 8) return wrong(says.area);
  return wrong(number.length > LONGEST ? says.long : says.landline);
}

/** The number as it is dialled at home: without 86, with the area code; eight digits alone are Shanghai's. */
function national(typed: string): string {
  const dialled = bare(narrow(typed).replace(EXTENSION, ""));
  const home = dialled.replace(/^(\+|00)?86(?=1[3-9])/, "").replace(/^(\+|00)?86(?=0|[1-9]\d{9}$|10\d{8}$)/, "");
  const coded = home.length >= 10 && /^[235679]\d+$/.test(home) ? `0${home}` : home;
  return LOCAL.test(coded) ? SHANGHAI + coded : coded;
}
