import { expect, test } from "vitest";
import { composeDate } from "./date";

const GOOD: [string, string, string, string][] = [
  ["2027", "3", "5", "2027年3月5日"],
  ["2027", "03", "05", "2027年3月5日"],
  ["２０２７", "１２", "３１", "2027年12月31日"],
  [" 2027 ", "1", "1", "2027年1月1日"],
  ["2024", "2", "29", "2024年2月29日"],
  ["2000", "2", "29", "2000年2月29日"],
  ["1900", "1", "31", "1900年1月31日"],
  ["2026", "4", "30", "2026年4月30日"],
  ["2199", "12", "31", "2199年12月31日"],
  ["2026", "1", "31", "2026年1月31日"],
  ["2026", "6", "30", "2026年6月30日"],
  ["2026", "10", "9", "2026年10月9日"],
  ["2028", "2", "29", "2028年2月29日"],
  ["2027", "2", "28", "2027年2月28日"],
  ["2027", "０８", "０９", "2027年8月9日"],
];
const BAD: [string, string, string, RegExp][] = [
  ["", "", "", /都填上/],
  ["2027", "", "5", /都填上/],
  ["2027", "三", "5", /只填数字/],
  ["27", "3", "5", /四位/],
  ["1899", "3", "5", /1900/],
  ["2200", "3", "5", /2199/],
  ["2027", "13", "5", /月份/],
  ["2027", "0", "5", /月份/],
  ["2027", "2", "29", /没有29日/],
  ["2100", "2", "29", /没有29日/],
  ["2026", "4", "31", /没有31日/],
  ["2026", "4", "0", /没有0日/],
  ["2026", "1", "32", /没有32日/],
  ["2026", "二月", "3", /只填数字/],
  ["2026", "-1", "3", /只填数字/],
];

const NOON = new Date(2026, 10, 29, 12);
const LIMITED: ["not_after" | "not_before", string, RegExp | null][] = [
  ["not_after", "30", /不能晚于今天/],
  ["not_after", "29", null],
  ["not_after", "28", null],
  ["not_before", "28", /不能早于今天/],
  ["not_before", "29", null],
  ["not_before", "30", null],
];

test.each(LIMITED)("%s today: the %s is told so: %s", (limit, day, why) => {
  const { fault } = composeDate("2026", "11", day, { [limit]: "today" }, NOON);
  why ? expect(fault).toMatch(why) : expect(fault).toBeUndefined();
});
test.each(GOOD)("%s, %s, %s is %s", (year, month, day, answer) => expect(composeDate(year, month, day)).toEqual({ answer }));
test.each(BAD)("%s, %s, %s is told to be wrong: %s", (year, month, day, why) => expect(composeDate(year, month, day).fault).toMatch(why));
