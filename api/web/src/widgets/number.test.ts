import { expect, test } from "vitest";
import type { Limits } from "../turn";
import { composeNumber } from "./number";

const GOOD: [string, string, string, string][] = [
  ["area", "㎡", "120", "120㎡"],
  ["area", "㎡", "120.50", "120.5㎡"],
  ["area", "㎡", "１２０", "120㎡"],
  ["area", "㎡", "120㎡", "120㎡"],
  ["area", "㎡", "0120", "120㎡"],
  ["integer", "人", " 12 ", "12人"],
  ["integer", "人", "12.0", "12人"],
  ["integer", "", "0", "0"],
  ["money", "元", "1,000,000", "1000000元"],
  ["money", "万元", "50", "50万元"],
  ["percentage", "%", "100", "100%"],
  ["percentage", "%", "12.5%", "12.5%"],
  ["number", "米", "3.5", "3.5米"],
  ["number", "米", "-3.5", "-3.5米"],
  ["percentage", "%", "0.0", "0%"],
  ["percentage", "%", "-5", "-5%"],
  ["area", "㎡", "0.01", "0.01㎡"],
  ["integer", "人", "10000000", "10000000人"],
];
const BAD: [string, string, string, RegExp][] = [
  ["area", "㎡", "", /请填/],
  ["area", "㎡", "   ", /请填/],
  ["area", "㎡", "㎡", /请填/],
  ["area", "㎡", "一百二", /只填数字/],
  ["area", "㎡", "12a", /只填数字/],
  ["area", "㎡", "1.2.3", /只填数字/],
  ["area", "㎡", "-5", /不能小于 0/],
  ["area", "㎡", "1e5", /只填数字/],
  ["area", "㎡", "99999999999999", /太大/],
  ["integer", "人", "2.5", /整数/],
  ["percentage", "%", "100.5", /不超过 100/],
  ["money", "元", "5万", /只填数字/],
  ["money", "元", "-1", /不能小于 0/],
  ["money", "万元", "9999999999", /太大/],
  ["area", "㎡", "0", /要大于 0㎡/],
  ["area", "㎡", "10000001", /太大/],
  ["integer", "人", "10000001", /太大/],
  ["percentage", "%", "101%", /不超过 100/],
  ["percentage", "%", "五成", /只填数字/],
  ["percentage", "%", "%", /请填/],
];

const LIMITED: [Limits, string, RegExp | null][] = [
  [{ minimum: 1 }, "0", /不能小于 1人/],
  [{ minimum: 1 }, "1", null],
  [{ above: 0 }, "0", /要大于 0人/],
  [{ above: 0 }, "1", null],
  [{ maximum: 500 }, "501", /不能大于 500人/],
  [{ maximum: 500 }, "500", null],
  [{ minimum: 0, above: 0, maximum: 9 }, "0", /要大于 0人/],
  [{}, "99999", null],
];

test.each(LIMITED)("within %j: %s", (limits, typed, why) => {
  const { fault } = composeNumber("integer", "人", typed, limits);
  why ? expect(fault).toMatch(why) : expect(fault).toBeUndefined();
});
test.each(GOOD)("%s in %s: %s is %s", (kind, unit, typed, answer) => expect(composeNumber(kind, unit, typed)).toEqual({ answer }));
test.each(BAD)("%s in %s: %s is told to be wrong: %s", (kind, unit, typed, why) => expect(composeNumber(kind, unit, typed).fault).toMatch(why));
