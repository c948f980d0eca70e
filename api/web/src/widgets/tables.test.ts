// One table for each kind that is put into one box. The server's tests go by the same rows: what is good is read as it
// stands here, what is bad is refused.

import { describe, expect, test } from "vitest";
import { CODES } from "../fields/codes";

interface Table {
  /** What is typed, and what it is. */
  good: string[][];
  /** What is typed, and what is said of it. */
  bad: string[][];
}

const TABLES = import.meta.glob<Table>("../../../../tests/api/widget_tables/*.json", { eager: true, import: "default" });
const named = Object.entries(TABLES).map(([path, table]) => [/(\w+)\.json$/.exec(path)![1]!, table] as const);

test("every kind has its table, of fifteen rows each way and more", () => {
  expect(named.map(([kind]) => kind).sort()).toEqual(Object.keys(CODES).sort());
  for (const [, { good, bad }] of named) expect(Math.min(good.length, bad.length)).toBeGreaterThanOrEqual(15);
});

describe.each(named)("%s", (kind, { good, bad }) => {
  const { compose } = CODES[kind]!;
  test.each(good)("%s is %s", (typed, answer) => expect(compose(typed!)).toEqual({ answer }));
  test.each(bad)("%s is told to be wrong: %s", (typed, why) => expect(compose(typed!).fault).toMatch(new RegExp(why!)));
  test.each(good)("%s is good by itself: %s", (_, answer) => expect(compose(answer!)).toEqual({ answer }));
});
