import { beforeEach, expect, test } from "vitest";
import type { Turn } from "../turn";
import { mayChange, pointsAt, pointsOf } from "./correction";
import { officeDay } from "./moment";
import { turn } from "./open";

const points = [
  { pointer: "/premises/area", label: "面积", words: "不一样", facts: ["premises.area"], settled: false },
  { material: "lease", label: "合同", words: "缺页", facts: [], settled: false },
];

function put(correction?: unknown) {
  turn.value = { case: { stage: "asking", applications: [], materials: [], correction } } as unknown as Turn;
}

beforeEach(() => put([{ form: "f", reference: "R", until: "2026-12-21", points, editable: ["premises.area", "staff", "shops[1].name"] }]));

test.each([
  ["premises.area", true],
  ["name", false],
  ["staff", true],
  ["staff[2]", true],
  ["staff[2].name", true],
  ["shops[1]", true],
  ["shops[2]", false],
])("%s may be changed: %s", (fact, may) => expect(mayChange(fact)).toBe(may));

test("without a correction everything may be changed as ever", () => {
  put();
  expect(mayChange("name")).toBe(true);
});

test("the officer's words are beside the answer, its place, and the material", () => {
  expect(pointsAt("premises.area").map(({ words }) => words)).toEqual(["不一样"]);
  expect(pointsAt("somewhere", "/premises/area").map(({ words }) => words)).toEqual(["不一样"]);
  expect(pointsAt("name")).toEqual([]);
  expect(pointsOf("lease").map(({ words }) => words)).toEqual(["缺页"]);
});

test("a day is that of the office", () => {
  expect(officeDay("2026-12-21")).toContain("21");
  expect(officeDay("年底前")).toBe("年底前");
});
