// From when to when, and on which days.

import { answered, wrong, type Composed } from "./composed";
import { texts } from "../texts";

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
const DAYS = ["一", "二", "三", "四", "五", "六", "日"];

export function composeRange(from: string, to: string, allDay: boolean): Composed {
  const says = texts().faults.hours;
  if (allDay) return answered("00:00-24:00");
  if (!from || !to) return wrong(says.empty);
  if (!CLOCK.test(from) || !CLOCK.test(to)) return wrong(says.form);
  if (from === to) return wrong(says.same);
  // Told in words, so that nobody takes a bar's closing hour for a mistake.
  return answered(to < from && to !== "00:00" ? `${from}到次日${to}` : `${from}-${to === "00:00" ? "24:00" : to}`);
}

/** `days`: 1 is Monday, 7 Sunday. */
export function composeHours(days: number[], from: string, to: string, allDay: boolean): Composed {
  if (!days.length) return wrong(texts().faults.hours.days);
  const range = composeRange(from, to, allDay);
  return range.answer === undefined ? range : answered(`${daysInWords(days)}${range.answer}`);
}

function daysInWords(days: number[]): string {
  if (days.length === DAYS.length) return "每天";
  return [...days].sort().map((day) => `周${DAYS[day - 1]}`).join("、");
}
