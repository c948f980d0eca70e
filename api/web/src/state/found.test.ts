import { expect, test } from "vitest";
import type { Item } from "../transport/themes";
import { found } from "./found";

const TEA = { id: "tea", title: "开一家奶茶店", words: ["奶茶", "果茶", "CoCo"] };
const PUBS = { id: "pub", title: "开一家酒吧", words: ["清吧", "精酿"] };
const BOOKS = { id: "books", title: "开一家书店", words: ["书吧", "绘本"] };
const BOTH: Item[] = [
  { id: "food", title: "食品经营许可", themes: [TEA, PUBS] },
  { id: "books", title: "出版物零售", themes: [BOOKS, TEA] },
];

test.each<[string, string[]]>([
  ["奶茶", ["tea"]],
  ["奶 茶", ["tea"]],
  ["coco", ["tea"]],
  ["ＣＯＣＯ", ["tea"]],
  ["我想开个果茶店", ["tea"]],
  ["吧", ["pub", "books"]],
  ["精酿", ["pub"]],
  ["开一家", ["tea", "pub", "books"]],
  ["修车", []],
  ["", []],
  ["  ", []],
])("%s finds %j", (typed, ids) => expect(found(BOTH, typed).map((theme) => theme.id)).toEqual(ids));

test("no more than a dozen are shown", () => {
  const many = Array.from({ length: 40 }, (_, number) => ({ id: `t${number}`, title: `开店${number}`, words: [] }));
  expect(found([{ id: "x", title: "x", themes: many }], "开店")).toHaveLength(12);
});
