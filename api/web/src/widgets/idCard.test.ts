import { expect, test } from "vitest";
import { composeIdCard, wholeIdCard } from "./idCard";

const GOOD: [string, string][] = [
  ["11010519491231002X", "11010519491231002X"],
  ["11010519491231002x", "11010519491231002X"],
  ["110105 19491231 002X", "11010519491231002X"],
  ["110105-19491231-002X", "11010519491231002X"],
  ["１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X"],
  ["310106199001010014", "310106199001010014"],
  ["310106200002290017", "310106200002290017"],
  ["440524198001010013", "440524198001010013"],
];
const BAD: [string, RegExp][] = [
  ["", /18 位/],
  ["1101051949", /还差 8 位/],
  ["110105491231002", /15 位/],
  ["11010519491231002X0", /多了 1 位/],
  ["1101051949123100AX", /只有数字/],
  ["1101051949X231002X", /最后一位/],
  ["11010519491331002X", /没有 1949年13月31日/],
  ["110105194902300021", /没有 1949年02月30日/],
  ["310106200102290010", /没有 2001年02月29日/],
  ["110105299912310020", /没有 2999年/],
  ["110105194912310021", /校验位/],
  ["11010519491231020X", /校验位/],
];

test.each(GOOD)("%s is %s", (typed, answer) => expect(composeIdCard(typed)).toEqual({ answer }));
test.each(BAD)("%s is told to be wrong: %s", (typed, why) => expect(composeIdCard(typed).fault).toMatch(why));
test("a number is judged while typing only once it is whole", () => {
  expect(["", "1101", "110105 19491231 002"].map(wholeIdCard)).toEqual([false, false, false]);
  expect(["110105 19491231 002X", "11010519491231002X0"].map(wholeIdCard)).toEqual([true, true]);
});
test("any one wrong digit is noticed", () => {
  const right = "310106199001010014";
  const slips = [...right].map((digit, at) => right.slice(0, at) + ((Number(digit.replace("X", "0")) + 1) % 10) + right.slice(at + 1));
  expect(slips.filter((slip) => composeIdCard(slip).answer)).toEqual([]);
});
