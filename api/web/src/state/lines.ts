// The lines of this tab, which a reload brings back.

import { signal } from "@preact/signals";
import type { Spoken } from "../turn";
import { nextAfter, withTurn, type Line, type Said } from "./line";

const KEY = "daoban.lines";
const KEPT = 300;

export const lines = signal<Line[]>(JSON.parse(sessionStorage.getItem(KEY) || "[]"));

/** Shows a line and keeps it. */
export function put(kind: string, text: string, more: { message?: string; said?: Said } = {}): void {
  show([...lines.value, { number: nextAfter(lines.value), kind, text, ...more }]);
}

/** Shows what was said in a turn. */
export function putTurn(turn: Spoken): void {
  show(withTurn(lines.value, turn));
}

/** Shows what was said before everything that is shown. */
export function putBefore(turns: Spoken[]): void {
  const before = turns.reduce(withTurn, []);
  const first = lines.value[0]?.number ?? 1;
  show([...before.map((line, at) => ({ ...line, number: first - before.length + at })), ...lines.value]);
}

/** Shows a line of the page's own, in whatever language it then speaks. */
export function tell(kind: string, said: Said): void {
  put(kind, "", { said });
}

export function clearLines(): void {
  lines.value = [];
  sessionStorage.removeItem(KEY);
}

function show(all: Line[]): void {
  lines.value = all;
  sessionStorage.setItem(KEY, JSON.stringify(latest(all)));
}

/** As many as are kept, and no turn in part. */
function latest(all: Line[]): Line[] {
  const cut = all[all.length - KEPT - 1]?.turn;
  return all.slice(-KEPT).filter(({ turn }) => cut === undefined || turn !== cut);
}
