// From when to when, and on which days.

import { answered, wrong, type Composed } from "./composed";

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
export const DAYS = ["一", "二", "三", "四", "五", "六", "日"];

export function composeRange(from: string, to: string, allDay: boolean): Composed {
  if (allDay) return answered("00:00-24:00");
  if (!from || !to) return wrong("请填几点开始、几点结束。");
  if (!CLOCK.test(from) || !CLOCK.test(to)) return wrong("时间写成 09:00 这样。");
  if (from === to) return wrong("开始和结束是同一个时间；整天都开的，请勾「全天」。");
  // Told in words, so that nobody takes a bar's closing hour for a mistake.
  return answered(to < from && to !== "00:00" ? `${from}到次日${to}` : `${from}-${to === "00:00" ? "24:00" : to}`);
}

/** `days`: 1 is Monday, 7 Sunday. */
export function composeHours(days: number[], from: string, to: string, allDay: boolean): Composed {
  if (!days.length) return wrong("请选哪几天营业。");
  const range = composeRange(from, to, allDay);
  return range.answer === undefined ? range : answered(`${daysInWords(days)}${range.answer}`);
}

function daysInWords(days: number[]): string {
  if (days.length === DAYS.length) return "每天";
  return [...days].sort().map((day) => `周${DAYS[day - 1]}`).join("、");
}
