import { expect, test } from "vitest";
import { listedIn } from "./listed";

test.each([
  ["【场所】面积：80㎡；楼层：2楼", "场所", ["面积：80㎡", "楼层：2楼"]],
  ["【主体】执照经营范围：餐饮服务；食品销售；住所：静安区", "主体", ["执照经营范围：餐饮服务；食品销售", "住所：静安区"]],
  ["【人】法定代表人（负责人）姓名：张伟；法定代表人（负责人）性别：男", "人", ["法定代表人（负责人）姓名：张伟", "法定代表人（负责人）性别：男"]],
  ["材料：身份证；布局图（画出厨房；标尺寸）", "材料", ["身份证", "布局图（画出厨房；标尺寸）"]],
  ["【场所】", "场所", []],
])("%s", (text, heading, items) => {
  expect(listedIn(text)).toEqual({ heading, items });
});

test("anything else is no list", () => {
  expect(listedIn("面积：80㎡；楼层：2楼")).toBeNull();
});
