import { expect, test } from "vitest";
import { composeHours, composeRange } from "./hours";

const GOOD: [string, string, boolean, string][] = [
  ["09:00", "22:00", false, "09:00-22:00"],
  ["00:00", "08:30", false, "00:00-08:30"],
  ["18:00", "02:00", false, "18:00到次日02:00"],
  ["23:59", "23:58", false, "23:59到次日23:58"],
  ["18:00", "00:00", false, "18:00-24:00"],
  ["", "", true, "00:00-24:00"],
  ["09:00", "22:00", true, "00:00-24:00"],
  ["11:00", "11:01", false, "11:00-11:01"],
  ["06:30", "13:30", false, "06:30-13:30"],
  ["00:00", "23:59", false, "00:00-23:59"],
  ["00:00", "12:00", false, "00:00-12:00"],
  ["22:00", "06:00", false, "22:00到次日06:00"],
  ["12:00", "00:30", false, "12:00到次日00:30"],
  ["10:00", "21:45", false, "10:00-21:45"],
  ["09:00", "09:00", true, "00:00-24:00"],
];
const BAD: [string, string, RegExp][] = [
  ["", "", /几点开始/],
  ["09:00", "", /几点结束/],
  ["", "22:00", /几点开始/],
  ["9:00", "22:00", /09:00/],
  ["09:00", "24:30", /09:00/],
  ["09:00", "22", /09:00/],
  ["25:00", "22:00", /09:00/],
  ["09:00", "09:00", /全天/],
  ["00:00", "00:00", /全天/],
  ["09:60", "22:00", /09:00/],
  ["24:00", "02:00", /09:00/],
  ["09：00", "22:00", /09:00/],
  ["九点", "22:00", /09:00/],
  ["09:00:00", "22:00", /09:00/],
  ["-9:00", "22:00", /09:00/],
];
const DAYS: [number[], string][] = [
  [[1, 2, 3, 4, 5, 6, 7], "每天09:00-22:00"],
  [[7, 6, 5, 4, 3, 2, 1], "每天09:00-22:00"],
  [[1], "周一09:00-22:00"],
  [[7], "周日09:00-22:00"],
  [[6, 7], "周六、周日09:00-22:00"],
  [[5, 1, 3], "周一、周三、周五09:00-22:00"],
  [[1, 2, 3, 4, 5], "周一、周二、周三、周四、周五09:00-22:00"],
  [[2, 3, 4, 5, 6, 7], "周二、周三、周四、周五、周六、周日09:00-22:00"],
];

test.each(GOOD)("%s to %s, all day %s, is %s", (from, to, allDay, answer) => expect(composeRange(from, to, allDay)).toEqual({ answer }));
test.each(BAD)("%s to %s is told to be wrong: %s", (from, to, why) => expect(composeRange(from, to, false).fault).toMatch(why));
test.each(DAYS)("on days %j: %s", (days, answer) => expect(composeHours(days, "09:00", "22:00", false)).toEqual({ answer }));
test.each(BAD)("every day, %s to %s is wrong too: %s", (from, to, why) => expect(composeHours([1], from, to, false).fault).toMatch(why));
test("no day at all is told first", () => expect(composeHours([], "", "", true).fault).toMatch(/哪几天/));
