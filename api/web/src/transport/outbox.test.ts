import { beforeEach, expect, test, vi } from "vitest";

const kept = new Map<string, string>();
vi.stubGlobal("localStorage", {
  get length() {
    return kept.size;
  },
  key: (at: number) => [...kept.keys()][at] ?? null,
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => kept.set(key, value),
  removeItem: (key: string) => kept.delete(key),
});

/** The outbox as a page finds it that has just been loaded. */
async function loaded() {
  vi.resetModules();
  return import("./outbox");
}

/** What another tab hears of everything that is kept. */
const told = () => [...kept].map(([key, newValue]) => ({ key, newValue }));

const shown = (items: { shown: string }[]) => items.map((item) => item.shown);

beforeEach(() => kept.clear());

test("what waits is there again after a reload, in order and with the same ids", async () => {
  const before = await loaded();
  before.add({ text: "想开奶茶店" }, "想开奶茶店");
  before.add({ choice: { question: "q1", value: true } }, "有");
  const after = await loaded();
  expect(after.outbox.value).toEqual(before.outbox.value);
  expect(shown(after.outbox.value)).toEqual(["想开奶茶店", "有"]);
});

test("what has been answered is not there any more, and nothing of it is kept", async () => {
  const before = await loaded();
  const first = before.add({ text: "一" }, "一");
  before.add({ text: "二" }, "二");
  before.settle(first.body.client_msg_id);
  expect(before.waits(first.body.client_msg_id)).toBe(false);
  expect(shown((await loaded()).outbox.value)).toEqual(["二"]);
  expect([...kept.values()].join()).not.toContain("一");
});

test("many said within one millisecond keep their order", async () => {
  const { add } = await loaded();
  const said = Array.from({ length: 50 }, (_, at) => String(at));
  for (const one of said) add({ text: one }, one);
  expect(shown((await loaded()).outbox.value)).toEqual(said);
});

test("two tabs that both add lose nothing, and what one settles is settled for the other", async () => {
  const [here, there] = [await loaded(), await loaded()];
  const mine = here.add({ text: "这边" }, "这边");
  await new Promise((resolve) => setTimeout(resolve, 2));
  there.add({ text: "那边" }, "那边");
  for (const event of told()) for (const tab of [here, there]) expect(tab.heard(event)).toBe(true);
  expect(shown(here.outbox.value)).toEqual(["这边", "那边"]);
  expect(shown(there.outbox.value)).toEqual(["这边", "那边"]);
  here.settle(mine.body.client_msg_id);
  there.heard({ key: mine.key, newValue: null });
  expect(shown(there.outbox.value)).toEqual(["那边"]);
  expect(there.heard({ key: "daoban.care", newValue: "yes" })).toBe(false);
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
