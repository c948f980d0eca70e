// A day, as year, month and day: three small boxes can be typed, spoken and read on every phone.

import type { Limits } from "../turn";
import { answered, narrow, wrong, type Composed } from "./composed";

const EARLIEST = 1900;
const LATEST = 2199;

export function composeDate(years: string, months: string, days: string, limits: Limits = {}, today = new Date()): Composed {
  const [year, month, day] = [years, months, days].map(narrow);
  if (!year || !month || !day) return wrong("请把年、月、日都填上。");
  if (![year, month, day].every((part) => /^\d+$/.test(part))) return wrong("年、月、日只填数字。");
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (year.length !== 4) return wrong("年份要四位，例如 2027。");
  if (y < EARLIEST || y > LATEST) return wrong(`年份在 ${EARLIEST} 到 ${LATEST} 之间。`);
  if (m < 1 || m > 12) return wrong("月份在 1 到 12 之间。");
  if (d < 1 || d > daysIn(y, m)) return wrong(`${y}年${m}月没有${d}日。`);
  const ahead = Date.UTC(y, m - 1, d) - Date.UTC(today.getFullYear(), today.getMonth(), today.getDate());
  if (limits.not_after && ahead > 0) return wrong("不能晚于今天。");
  if (limits.not_before && ahead < 0) return wrong("不能早于今天。");
  return answered(`${y}年${m}月${d}日`);
}

/** The day before the first of the next month. */
export function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
