// The lines of this tab, which a reload brings back.

import { signal } from "@preact/signals";

const KEY = "daoban.lines";
const KEPT = 300;

/** `kind` is the message's kind, or "own"; `message` the id of an own one; `said` names what the page itself says. */
export type Said = "welcome" | "resumed" | "lost" | "lostMidway" | "notSignedIn";

export interface Line {
  number: number;
  kind: string;
  text: string;
  help?: string;
  message?: string;
  said?: Said;
}

export const lines = signal<Line[]>(JSON.parse(sessionStorage.getItem(KEY) || "[]"));

/** Shows a line and keeps it. */
export function put(kind: string, text: string, more: { help?: string; message?: string; said?: Said } = {}): void {
  const number = (lines.value[lines.value.length - 1]?.number ?? 0) + 1;
  lines.value = [...lines.value, { number, kind, text, ...more }].slice(-KEPT);
  sessionStorage.setItem(KEY, JSON.stringify(lines.value));
}

/** Shows a line of the page's own, in whatever language it then speaks. */
export function tell(kind: string, said: Said): void {
  put(kind, "", { said });
}

export function clearLines(): void {
  lines.value = [];
  sessionStorage.removeItem(KEY);
}
