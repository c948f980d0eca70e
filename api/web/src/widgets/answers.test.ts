// What widgets compose is what the server's tests read: both go by one table.

import { expect, test } from "vitest";
import table from "../../../../tests/api/widget_answers.json";
import { composeAddress } from "./address";
import type { Composed } from "./composed";
import { composeCreditCode } from "./creditCode";
import { composeDate } from "./date";
import { composeHours, composeRange } from "./hours";
import { composeIdCard } from "./idCard";
import { composeMobile } from "./mobile";
import { composeNumber } from "./number";

const COMPOSE: Record<string, (...given: string[]) => Composed> = {
  date: (year = "", month = "", day = "") => composeDate(year, month, day),
  time_range: (from = "", to = "") => composeRange(from, to, !from),
  business_hours: (days = "", from = "", to = "") => composeHours([...days].map(Number), from, to, false),
  address: (district = "", road = "", number = "", floor = "", room = "") => composeAddress({ district, road, number, floor, room }),
  id_card: (typed = "") => composeIdCard(typed),
  uscc: (typed = "") => composeCreditCode(typed),
  mobile: (typed = "") => composeMobile(typed),
};

test.each(table)("$kind $given is $text", ({ kind, unit = "", given, text }) => {
  const compose = COMPOSE[kind] ?? ((typed = "") => composeNumber(kind, unit, typed));
  expect(compose(...given)).toEqual({ answer: text });
});
