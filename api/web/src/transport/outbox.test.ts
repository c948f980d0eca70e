import { beforeEach, expect, test, vi } from "vitest";

const kept = new Map<string, string>();
vi.stubGlobal("sessionStorage", {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => kept.set(key, value),
});

/** The outbox as a page finds it that has just been loaded. */
async function loaded() {
  vi.resetModules();
  return import("./outbox");
}

beforeEach(() => kept.clear());

test("what waits is there again after a reload, in order and with the same ids", async () => {
  const before = await loaded();
  before.add({ text: "想开奶茶店" }, "想开奶茶店");
  before.add({ choice: { question: "q1", value: true } }, "有");
  const after = await loaded();
  expect(after.outbox.value).toEqual(before.outbox.value);
  expect(after.outbox.value.map((item) => item.shown)).toEqual(["想开奶茶店", "有"]);
});

test("what has been answered is not there any more", async () => {
  const before = await loaded();
  before.add({ text: "一" }, "一");
  before.add({ text: "二" }, "二");
  before.takeFirst();
  expect((await loaded()).outbox.value.map((item) => item.shown)).toEqual(["二"]);
});

test("no two messages have one id, and each id is one that the server takes", async () => {
  const { add } = await loaded();
  const ids = Array.from({ length: 500 }, () => add({ text: "同一句" }, "同一句").body.client_msg_id);
  expect(new Set(ids).size).toBe(500);
  expect(ids.filter((id) => !/^[A-Za-z0-9._:-]{1,64}$/.test(id))).toEqual([]);
});

test("emptied, nothing waits", async () => {
  const { add, empty, outbox } = await loaded();
  add({ text: "一" }, "一");
  empty();
  expect(outbox.value).toEqual([]);
  expect((await loaded()).outbox.value).toEqual([]);
});
