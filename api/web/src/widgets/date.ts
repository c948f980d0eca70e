// A day, as year, month and day: three small boxes can be typed, spoken and read on every phone.

import type { Limits } from "../turn";
import { answered, narrow, wrong, type Composed } from "./composed";
import { texts } from "../texts";

const EARLIEST = 1900;
const LATEST = 2199;

export function composeDate(years: string, months: string, days: string, limits: Limits = {}, today = new Date()): Composed {
  const says = texts().faults.date;
  const [year, month, day] = [years, months, days].map(narrow);
  if (!year || !month || !day) return wrong(says.empty);
  if (![year, month, day].every((part) => /^\d+$/.test(part))) return wrong(says.words);
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (year.length !== 4) return wrong(says.year);
  if (y < EARLIEST || y > LATEST) return wrong(says.years(EARLIEST, LATEST));
  if (m < 1 || m > 12) return wrong(says.month);
  if (d < 1 || d > daysIn(y, m)) return wrong(says.day(y, m, d));
  const ahead = Date.UTC(y, m - 1, d) - Date.UTC(today.getFullYear(), today.getMonth(), today.getDate());
  if (limits.not_after && ahead > 0) return wrong(says.future);
  if (limits.not_before && ahead < 0) return wrong(says.past);
  return answered(`${y}年${m}月${d}日`);
}

/** The day before the first of the next month. */
export function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
