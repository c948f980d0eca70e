import { expect, test } from "vitest";
import type { Spoken } from "../turn";
import { withTurn, type Line } from "./line";

const own = (seq: number, text: string, ...messages: [string, string][]): Spoken => ({
  seq,
  said: { message: `m${seq}`, by: "applicant", text },
  messages: messages.map(([kind, text]) => ({ kind, text })),
});
const nobodys = (seq: number, ...messages: [string, string][]): Spoken => ({ ...own(seq, "", ...messages), said: undefined });
const told = (lines: Line[]) => lines.map(({ number, kind, text, turn }) => [number, kind, text, turn]);

test("a turn's own words come before what they led to", () => {
  const lines = [own(1, "开店", ["notice", "好"], ["question", "多大？"]), own(2, "八十", ["echo", "80㎡"])].reduce(withTurn, []);
  expect(told(lines)).toEqual([
    [1, "own", "开店", 1],
    [2, "notice", "好", 1],
    [3, "question", "多大？", 1],
    [4, "own", "八十", 2],
    [5, "echo", "80㎡", 2],
  ]);
});

test("a turn that nobody caused takes back what was asked just before, and nothing that was asked earlier", () => {
  const turns = [
    own(1, "开店", ["question", "多大？"]),
    own(2, "八十", ["echo", "80㎡"], ["question", "几个人？"], ["more", "可以跳过"]),
    nobodys(3, ["notice", "执照带出来了"], ["question", "几个人？"]),
  ];
  expect(turns.reduce(withTurn, []).map(({ text }) => text)).toEqual(["开店", "多大？", "八十", "80㎡", "执照带出来了", "几个人？"]);
});

test("messages of several turns in one are of the first of them", () => {
  expect(withTurn([], { ...own(5, "开店", ["notice", "好"]), first: 4 }).map(({ turn }) => turn)).toEqual([4, 4]);
});

test("a clerk's words are no applicant's", () => {
  const turn = { ...own(1, "我来填", ["echo", "好"]), said: { message: "m", by: "clerk", text: "我来填" } };
  expect(withTurn([], turn)[0]).toMatchObject({ kind: "clerk", message: "m" });
});
