// When something is judged while it is typed: not before it is whole.

import { expect, test } from "vitest";
import { CODES } from "../fields/codes";
import type { Limits } from "../turn";
import { composeIdCard } from "./idCard";

test.each<[string, string[], string[]]>([
  ["id_card", ["", "1101", "110105 19491231 002"], ["110105 19491231 002X", "11010519491231002X0"]],
  ["id_document", ["", "E1234", "12345678"], ["E12345678", "E 1234 5678"]],
  ["uscc", ["", "9111", "91110000600037341"], ["9111 0000 6000 3734 1L"]],
  ["licence_number", ["", "JY", "JY1310106001234"], ["JY13101060012345", "JY 13101060012345 6"]],
  ["mobile", ["", "139", "+86 1391234567"], ["13912345678", "+86 13912345678"]],
  ["phone", ["", "021", "021-6234567"], ["021-62345678", "62345678", "13912345678"]],
  ["email", ["", "name", "name@example", "name@example."], ["name@example.co", "name@example.com"]],
  ["postcode", ["", "20004"], ["200040", "2000400"]],
  ["plate", ["", "沪A1234"], ["沪A12345", "沪A·12345"]],
])("%s: %j are not judged, %j are", (kind, before, then) => {
  const { whole } = CODES[kind]!;
  expect(before.map(whole!)).toEqual(before.map(() => false));
  expect(then.map(whole!)).toEqual(then.map(() => true));
});

test("any one wrong digit of an ID number is noticed", () => {
  const right = "310106199001010014";
  const slips = [...right].map((digit, at) => right.slice(0, at) + ((Number(digit) + 1) % 10) + right.slice(at + 1));
  expect(slips.filter((slip) => composeIdCard(slip).answer)).toEqual([]);
});

const BORN_TOMORROW = (() => {
  const day = new Date(Date.now() + 86400000);
  return `310106${day.getFullYear()}${String(day.getMonth() + 1).padStart(2, "0")}${String(day.getDate()).padStart(2, "0")}0010`;
})();
test("nobody is born tomorrow", () => expect(composeIdCard(BORN_TOMORROW).fault).toMatch("出生日期"));

test.each<[string, Limits, string, RegExp | null]>([
  ["person_name", { max_length: 3 }, "欧阳娜娜", /最多 3 个字/],
  ["person_name", { max_length: 4 }, "欧阳娜娜", null],
  ["company_name", { min_length: 3 }, "阿婆", /至少 3 个字/],
  ["company_name", { min_length: 2 }, "阿婆", null],
  ["licence_number", { pattern: "^SC[0-9]{14}$" }, "JY13101060012345", /不一样/],
  ["licence_number", { pattern: "^SC[0-9]{14}$" }, "SC10131010600123", null],
  ["id_document", { pattern: "^[A-Za-z0-9]{5,20}$" }, "E12345678", null],
  ["url", { max_length: 10 }, "https://example.com", /最多 10 个字/],
  ["url", { pattern: "^https?://" }, "example.com", null],
  ["plate", { pattern: "^(?P<place>沪)" }, "京N8P8F8", null],
  ["email", { max_length: 5 }, "name@example.com", /最多 5 个字/],
  ["postcode", { pattern: "^[0-9]{6}$", max_length: 6 }, "200 040", null],
])("%s within %j: %s", (kind, limits, typed, why) => {
  const { fault } = CODES[kind]!.compose(typed, limits);
  why ? expect(fault).toMatch(why) : expect(fault).toBeUndefined();
});
