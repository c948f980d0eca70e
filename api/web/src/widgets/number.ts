// A number with its unit.

import type { Limits } from "../turn";
import { answered, narrow, wrong, type Composed } from "./composed";
import { texts } from "../texts";

/** Beyond this a number is a slip of the finger, and JSON would begin to round it. */
const MOST = 1e13;
/** What the server reads at most, in the unit in which it is kept. */
const LARGEST: Record<string, number> = { area: 1e7, integer: 1e7 };
const SMALLEST_AREA = 0.01;
const UNITS: Record<string, string> = { percentage: "%", area: "㎡", money: "元" };

/** Kinds of which less than nothing is something, where the fact has no bound. */
const SIGNED = ["number", "percentage"];

export const NUMERIC = ["area", "integer", "money", "number", "percentage"];

/** What stands behind the number when the question names no unit. */
export const unitOf = (kind: string, unit?: string): string => unit ?? UNITS[kind] ?? "";

export function composeNumber(kind: string, unit: string, typed: string, limits: Limits = {}): Composed {
  const says = texts().faults.number;
  const text = narrow(typed).replace(/,/g, "");
  const narrowUnit = narrow(unit);
  const bare = narrowUnit && text.endsWith(narrowUnit) ? text.slice(0, -narrowUnit.length) : text;
  if (!bare) return wrong(says.empty);
  if (/^-/.test(bare) && !SIGNED.includes(kind)) return wrong(says.negative);
  if (!/^-?\d+(\.\d+)?$/.test(bare)) return wrong(says.words);
  if (kind === "integer" && /\.\d*[1-9]/.test(bare)) return wrong(says.whole);
  if (Math.abs(Number(bare)) * (unit === "万元" ? 1e4 : 1) > (LARGEST[kind] ?? MOST)) return wrong(says.large);
  if (kind === "area" && Number(bare) < SMALLEST_AREA) return wrong(says.notAbove(`0${unit}`));
  if (kind === "percentage" && Number(bare) > 100) return wrong(says.percentage);
  const fault = beyond(Number(bare), limits, unit);
  return fault ? wrong(fault) : answered(plain(bare) + unit);
}

function beyond(number: number, { minimum, above, maximum }: Limits, unit: string): string {
  const says = texts().faults.number;
  if (minimum !== undefined && number < minimum) return says.below(minimum + unit);
  if (above !== undefined && number <= above) return says.notAbove(above + unit);
  return maximum !== undefined && number > maximum ? says.beyond(maximum + unit) : "";
}

/** Without zeros that say nothing. */
export function plain(digits: string): string {
  const [whole, part = ""] = digits.split(".");
  const rest = part.replace(/0+$/, "");
  return whole!.replace(/^(-?)0+(?=\d)/, "$1") + (rest && `.${rest}`);
}
