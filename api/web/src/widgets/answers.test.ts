// What widgets of several boxes compose is what the server's tests read: both go by one table.

import { expect, test } from "vitest";
import table from "../../../../tests/api/widget_answers.json";
import { composeAddress } from "./address";
import type { Composed } from "./composed";
import { composeDate } from "./date";
import { composeDuration } from "./duration";
import { composeHours, composeRange } from "./hours";
import { composeNumber } from "./number";

const COMPOSE: Record<string, (...given: string[]) => Composed> = {
  date: (year = "", month = "", day = "") => composeDate(year, month, day),
  duration: (typed = "", unit = "") => composeDuration(typed, unit),
  time_range: (from = "", to = "") => composeRange(from, to, !from),
  business_hours: (days = "", from = "", to = "") => composeHours([...days].map(Number), from, to, false),
  address: (district = "", road = "", number = "", floor = "", room = "") => composeAddress({ district, road, number, floor, room }),
};

test.each(table)("$kind $given is $text", ({ kind, unit = "", given, text }) => {
  const compose = COMPOSE[kind] ?? ((typed = "") => composeNumber(kind, unit, typed));
  expect(compose(...given)).toEqual({ answer: text });
});
