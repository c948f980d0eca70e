// A point in time as people read it.

import { language } from "../texts";

export function day(at: string): string {
  return new Date(at).toLocaleDateString(language() === "en" ? "en-GB" : "zh-CN", { year: "numeric", month: "long", day: "numeric" });
}

export function minute(at: string): string {
  return new Date(at).toLocaleString(language() === "en" ? "en-GB" : "zh-CN", { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" });
}
