import { expect, test } from "vitest";
import type { Asking, Message, Option } from "../turn";
import { offeredIn, offeredWith } from "./offered";

const YES = { label: "是", value: true };
const NO = { label: "否", value: false };
const NONE = { label: "无", value: null };
const RENTED = { label: "租的", value: "rented" };
const OWNED = { label: "自有", value: "owned" };
const asking = (more: Partial<Asking> = {}): Asking => ({ instance: "q3", fact: "a.b", kind: "choice", ...more });
const put = (question: string, ...choices: Option[]): Message => ({ kind: "question", text: "？", question, choices });

test.each<[string, Message[], Asking, Option[]]>([
  ["nothing is offered", [], asking(), []],
  ["no message has buttons", [{ kind: "echo", text: "记下了" }], asking(), []],
  ["the question has options", [], asking({ options: [RENTED, OWNED] }), [RENTED, OWNED]],
  ["the message has buttons", [put("q3", YES, NO)], asking(), [YES, NO]],
  ["the message goes before the question", [put("q3", OWNED)], asking({ options: [RENTED, OWNED] }), [OWNED]],
  ["an old question's buttons", [put("q2", YES, NO)], asking(), []],
  ["an old question's buttons beside options", [put("q2", YES, NO)], asking({ options: [RENTED] }), [RENTED]],
  ["put twice, the latest counts", [put("q3", YES), put("q3", NO)], asking(), [NO]],
  ["put again without buttons", [put("q3", YES), put("q3")], asking(), [YES]],
  ["themes by name", [], asking({ kind: "scenario", options: ["milk_tea", "noodles"] }), []],
  ["themes with buttons", [put("q3", RENTED)], asking({ kind: "scenario", options: ["milk_tea"] }), [RENTED]],
])("in the conversation: %s", (_, messages, open, offered) => expect(offeredWith(messages, open)).toEqual(offered));

test.each<[string, Asking, Option[]]>([
  ["yes or no", asking({ kind: "boolean" }), [YES, NO]],
  ["yes, no or neither", asking({ kind: "boolean", optional: true }), [YES, NO, NONE]],
  ["one of several", asking({ options: [RENTED, OWNED] }), [RENTED, OWNED]],
  ["one of several or none", asking({ options: [RENTED, OWNED], optional: true }), [RENTED, OWNED, NONE]],
  ["several", asking({ kind: "multi_choice", options: [RENTED, OWNED] }), [RENTED, OWNED]],
  ["several or none", asking({ kind: "multi_choice", options: [RENTED], optional: true }), [RENTED, NONE]],
  ["nothing", asking(), []],
  ["themes by name", asking({ options: ["milk_tea"] }), []],
])("in the form: %s", (_, open, offered) => expect(offeredIn(open)).toEqual(offered));
