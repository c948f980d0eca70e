// What stands in the head of who is signed in.

import { expect, test } from "vitest";
import { en } from "./en";
import { zh } from "./zh";

test.each([
  [zh, "王**", null, "已登录：王**"],
  [zh, "王**", "上海演示悠然茶饮有限公司", "已登录：王**（代 上海演示悠然茶饮有限公司）"],
  [en, "王**", "上海演示悠然茶饮有限公司", "Signed in: 王** (for 上海演示悠然茶饮有限公司)"],
])("%#", (texts, name, firm, said) => {
  expect(texts.signIn.as(name, firm)).toBe(said);
});
