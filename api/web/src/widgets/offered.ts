// What can be pressed in answer to a question: in the conversation, and where an answer in the form is changed.

import type { Asking, Message, Option } from "../turn";
import { texts } from "../texts";

const isOption = (one: Option | string): one is Option => typeof one === "object";

/** As the conversation offers it: the latest message that puts the question says how, else the question itself. Themes are told by their names alone. */
export function offeredWith(messages: Message[], open: Asking): Option[] {
  const told = [...messages].reverse().find(({ choices, question }) => choices?.length && question === open.instance);
  return told?.choices ?? (open.options ?? []).filter(isOption);
}

/** As the form offers it: yes and no where that is asked, and 「无」 where there may be none. */
export function offeredIn({ kind, options = [], optional }: Asking): Option[] {
  const says = texts().form;
  const plain = kind === "boolean" ? [{ label: says.yes, value: true }, { label: says.no, value: false }] : [];
  return [...plain, ...options.filter(isOption), ...(optional ? [{ label: says.nothing, value: null }] : [])];
}
