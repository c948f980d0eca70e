import { expect, test } from "vitest";
import { composeCreditCode, wholeCreditCode } from "./creditCode";

const GOOD: [string, string][] = [
  ["91110000600037341L", "91110000600037341L"],
  ["91110000600037341l", "91110000600037341L"],
  ["9111 0000 6000 3734 1L", "91110000600037341L"],
  ["９１１１００００６０００３７３４１Ｌ", "91110000600037341L"],
  ["91110000-60003734-1L", "91110000600037341L"],
  ["12441500196720244T", "12441500196720244T"],
  ["11100000000013338W", "11100000000013338W"],
  [" 11100000000013338w ", "11100000000013338W"],
];
const BAD: [string, RegExp][] = [
  ["", /18 位/],
  ["9111000060003734", /还差 2 位/],
  ["911100006000373", /15 位注册号/],
  ["91110000600037341L1", /多了 1 位/],
  ["9111000O600037341L", /没有字母 O.*数字 0/],
  ["9111000060003734IL", /没有字母 I.*数字 1/],
  ["91110000600037341Z", /没有字母 Z.*数字 2/],
  ["91110000600037S41L", /没有字母 S.*数字 5/],
  ["91110000600037V41L", /没有字母 V/],
  ["91110000600037341号", /只有数字和大写字母/],
  ["91110000600037341M", /校验位/],
  ["91110000600037314L", /校验位/],
];

test.each(GOOD)("%s is %s", (typed, answer) => expect(composeCreditCode(typed)).toEqual({ answer }));
test.each(BAD)("%s is told to be wrong: %s", (typed, why) => expect(composeCreditCode(typed).fault).toMatch(why));
test("a code is judged while typing only once it is whole", () => {
  expect(["", "9111", "91110000600037341"].map(wholeCreditCode)).toEqual([false, false, false]);
  expect(["9111 0000 6000 3734 1L"].map(wholeCreditCode)).toEqual([true]);
});
