import { expect, test } from "vitest";
import { digitsOf, grouped } from "./digitsOf";

test.each<[string, string | null]>([
  ["12345678", "12345678"],
  ["1234 5678", "12345678"],
  ["1234-5678", "12345678"],
  ["１２３４５６７８", "12345678"],
  [" 0000 0000 ", "00000000"],
  ["1234567", null],
  ["123456789", null],
  ["1234567a", null],
  ["", null],
])("%j is %j", (typed, digits) => expect(digitsOf(typed)).toBe(digits));

test("what is shown can be typed", () => expect(digitsOf(grouped("01234567"))).toBe("01234567"));
