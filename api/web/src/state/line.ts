// A line of the conversation, and the lines that a turn amounts to.

import type { Spoken } from "../turn";

/** Kinds of messages that put something to the applicant. */
const PROMPTS = ["question", "more"];

/** `kind` is the message's kind, or "own"; `message` the id of an own one; `said` names what the page itself says. */
export type Said = "welcome" | "resumed" | "lost" | "lostMidway" | "notSignedIn";

/** `turn`: the one it is from; none for what the page itself says. */
export interface Line {
  number: number;
  kind: string;
  text: string;
  help?: string;
  message?: string;
  said?: Said;
  turn?: number;
}

export const nextAfter = (all: Line[]): number => (all[all.length - 1]?.number ?? 0) + 1;

/** The lines and those of the turn. One that nobody's words caused puts its question itself: what was put just before is taken back. */
export function withTurn(before: Line[], { seq, first = seq, said, messages }: Spoken): Line[] {
  const own = before.map((line) => line.message !== undefined).lastIndexOf(true);
  const left = said ? [...before] : before.filter((line, at) => at <= own || !PROMPTS.includes(line.kind));
  const add = (line: Omit<Line, "number">) => left.push({ number: nextAfter(left), turn: first, ...line });
  if (said) add({ kind: said.by === "applicant" ? "own" : "clerk", text: said.text, message: said.message });
  for (const { kind, text, help } of messages) add({ kind, text, help });
  return left;
}
