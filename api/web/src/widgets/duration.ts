// A length of time: a number, and of what.

import { answered, narrow, wrong, type Composed } from "./composed";
import { plain } from "./number";
import { texts } from "../texts";

/** As they are sent; the number of a month or week is counted by 个. */
export const UNITS = ["年", "个月", "周", "天", "小时"] as const;
export type Unit = (typeof UNITS)[number];
/** So many years would be a year of the calendar. */
const YEARS = 1000;
const MOST_DIGITS = 6;

export function composeDuration(typed: string, unit: string): Composed {
  const says = texts().faults;
  const text = narrow(typed).replace(/,/g, "");
  const number = unit && text.endsWith(unit) ? text.slice(0, -unit.length) : text;
  if (!number) return wrong(says.duration.empty);
  if (!(UNITS as readonly string[]).includes(unit)) return wrong(says.duration.unit);
  if (!/^\d+(\.\d+)?$/.test(number)) return wrong(says.duration.words);
  if (!Number(number)) return wrong(says.duration.nothing);
  if (number.split(".")[0]!.length > MOST_DIGITS || (unit === "年" && Number(number) >= YEARS)) return wrong(says.number.large);
  return answered(plain(number) + unit);
}
