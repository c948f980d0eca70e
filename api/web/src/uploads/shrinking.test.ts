import { expect, test } from "vitest";
import { ENOUGH, QUALITIES, smallEnough, tooLarge, weight, within, type Size } from "./shrinking";

test.each<[string, Size, Size]>([
  ["a telephone's photo", { width: 4032, height: 3024 }, { width: 2000, height: 1500 }],
  ["upright", { width: 3024, height: 4032 }, { width: 1500, height: 2000 }],
  ["as large as may be", { width: 2000, height: 2000 }, { width: 2000, height: 2000 }],
  ["one pixel more", { width: 2001, height: 2001 }, { width: 2000, height: 2000 }],
  ["small", { width: 300, height: 200 }, { width: 300, height: 200 }],
  ["a strip", { width: 20000, height: 3 }, { width: 2000, height: 1 }],
])("%s is fitted", (_, size, fitted) => expect(within(size)).toEqual(fitted));

const SMALL = { width: 800, height: 600 };

test.each<[string, string, number, Size, boolean]>([
  ["a small photo", "image/jpeg", 200_000, SMALL, false],
  ["a small picture", "image/png", 200_000, SMALL, false],
  ["just enough bytes", "image/jpeg", ENOUGH, SMALL, false],
  ["a byte more", "image/jpeg", ENOUGH + 1, SMALL, true],
  ["too wide", "image/jpeg", 200_000, { width: 2001, height: 10 }, true],
  ["too high", "image/png", 200_000, { width: 10, height: 2001 }, true],
  ["of Apple's kind", "image/heic", 200_000, SMALL, true],
  ["webp", "image/webp", 200_000, SMALL, true],
])("%s", (_, kind, bytes, size, large) => expect(tooLarge(kind, bytes, size)).toBe(large));

test.each<[number, string]>([
  [1, "1 KB"],
  [1024, "1 KB"],
  [1025, "2 KB"],
  [1024 * 1024 - 1, "1024 KB"],
  [1024 * 1024, "1 MB"],
  [1.5 * 1024 * 1024, "1.5 MB"],
  [10 * 1024 * 1024, "10 MB"],
  [11.04 * 1024 * 1024, "11 MB"],
  [100 * 1024 * 1024, "100 MB"],
])("%d bytes are %s", (bytes, told) => expect(weight(bytes)).toBe(told));

test.each<[string, number[], number]>([
  ["the first that is small enough", [ENOUGH], 0],
  ["the second", [ENOUGH + 1, 5], 1],
  ["the last, whatever it is", [9e6, 8e6, 7e6, 6e6], 3],
])("%s is taken", async (_, sizes, taken) => {
  const tried: number[] = [];
  const made = await smallEnough(async (quality) => {
    tried.push(quality);
    return { size: sizes[tried.length - 1]! };
  });
  expect(made.size).toBe(sizes[taken]);
  expect(tried).toEqual(QUALITIES.slice(0, taken + 1));
});
