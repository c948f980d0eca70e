import { expect, test } from "vitest";
import { composeMobile, wholeMobile } from "./mobile";

const GOOD: [string, string][] = [
  ["13912345678", "13912345678"],
  ["139 1234 5678", "13912345678"],
  ["139-1234-5678", "13912345678"],
  ["+8613912345678", "13912345678"],
  ["+86 139 1234 5678", "13912345678"],
  ["008613912345678", "13912345678"],
  ["１３９１２３４５６７８", "13912345678"],
  ["16512345678", "16512345678"],
  ["17112345678", "17112345678"],
];
const BAD: [string, RegExp][] = [
  ["", /11 位/],
  ["1391234567", /还差 1 位/],
  ["139123456789", /多了 1 位/],
  ["12345678901", /没有这样开头/],
  ["10012345678", /没有这样开头/],
  ["02161234567", /以 1 开头/],
  ["1391234567x", /只有数字/],
  ["我的手机", /只有数字/],
  ["+1 650 123", /只有数字/],
];

test.each(GOOD)("%s is %s", (typed, answer) => expect(composeMobile(typed)).toEqual({ answer }));
test.each(BAD)("%s is told to be wrong: %s", (typed, why) => expect(composeMobile(typed).fault).toMatch(why));
test("a number is judged while typing only once it is whole", () => {
  expect(["", "139"].map(wholeMobile)).toEqual([false, false]);
  expect(["13912345678", "+86 13912345678"].map(wholeMobile)).toEqual([true, true]);
});
