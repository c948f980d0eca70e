// A number with its unit.

import type { Limits } from "../turn";
import { answered, narrow, wrong, type Composed } from "./composed";

/** Beyond this a number is a slip of the finger, and JSON would begin to round it. */
const MOST_DIGITS = 13;
const UNITS: Record<string, string> = { percentage: "%", area: "㎡", money: "元" };

export const NUMERIC = ["area", "integer", "money", "number", "percentage"];

/** What stands behind the number when the question names no unit. */
export const unitOf = (kind: string, unit?: string): string => unit ?? UNITS[kind] ?? "";

export function composeNumber(kind: string, unit: string, typed: string, limits: Limits = {}): Composed {
  const text = narrow(typed).replace(/,/g, "");
  const narrowUnit = narrow(unit);
  const bare = narrowUnit && text.endsWith(narrowUnit) ? text.slice(0, -narrowUnit.length) : text;
  if (!bare) return wrong("请填一个数字。");
  if (/^-/.test(bare)) return wrong("不能小于 0。");
  if (!/^\d+(\.\d+)?$/.test(bare)) return wrong("这里只填数字，例如 120；想用自己的话说，写在下面的框里。");
  if (kind === "integer" && /\.\d*[1-9]/.test(bare)) return wrong("要整数，不带小数。");
  if (bare.split(".")[0]!.length > MOST_DIGITS) return wrong("数太大了，请再看一遍。");
  if (kind === "percentage" && Number(bare) > 100) return wrong("百分比不超过 100。");
  const fault = beyond(Number(bare), limits, unit);
  return fault ? wrong(fault) : answered(plain(bare) + unit);
}

function beyond(number: number, { minimum, above, maximum }: Limits, unit: string): string {
  if (minimum !== undefined && number < minimum) return `不能小于 ${minimum}${unit}。`;
  if (above !== undefined && number <= above) return `要大于 ${above}${unit}。`;
  return maximum !== undefined && number > maximum ? `不能大于 ${maximum}${unit}。` : "";
}

/** Without zeros that say nothing. */
function plain(digits: string): string {
  const [whole, part = ""] = digits.split(".");
  const rest = part.replace(/0+$/, "");
  return whole!.replace(/^0+(?=\d)/, "") + (rest && `.${rest}`);
}
