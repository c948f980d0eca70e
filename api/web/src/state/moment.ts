// A point in time as people read it.

import { language } from "../texts";

export function day(at: string): string {
  return new Date(at).toLocaleDateString(language() === "en" ? "en-GB" : "zh-CN", { year: "numeric", month: "long", day: "numeric" });
}

export function minute(at: string): string {
  return new Date(at).toLocaleString(language() === "en" ? "en-GB" : "zh-CN", { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" });
}

/** 「2026-11-30T01:42:10+08:00」 as 「2026-11-30 01:42」: by the clock of the office, wherever the browser is. */
export const officeMinute = (at: string): string => at.slice(0, 16).replace("T", " ");

/** A day of the office, told as a day alone (「2026-12-21」): the same day wherever the browser is; what is none as it stands. */
export const officeDay = (at: string): string => (/^\d{4}-\d\d-\d\d$/.test(at) ? day(`${at}T12:00`) : at);
