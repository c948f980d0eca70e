// Several of what is offered.

import type { Limits, Option } from "../turn";
import { texts } from "../texts";

export type Chosen = { values: unknown[]; shown: string; fault?: undefined } | { values?: undefined; shown?: undefined; fault: string };

/** Without the option where it was picked, with it where it was not. */
export const toggled = (picked: unknown[], value: unknown): unknown[] =>
  picked.includes(value) ? picked.filter((one) => one !== value) : [...picked, value];

/** What was picked, in the order in which it is offered. */
export function composeSeveral(offered: Option[], picked: unknown[], { min_items = 1, max_items }: Limits = {}): Chosen {
  const says = texts().faults.several;
  const chosen = offered.filter(({ value }) => value !== null && picked.includes(value));
  if (!chosen.length) return { fault: says.none };
  if (chosen.length < min_items) return { fault: says.few(min_items, chosen.length) };
  if (max_items !== undefined && chosen.length > max_items) return { fault: says.many(max_items, chosen.length) };
  return { values: chosen.map(({ value }) => value), shown: chosen.map(({ label }) => label).join(texts().chat.between) };
}
