// The lines of this tab, which a reload brings back.

import { signal } from "@preact/signals";

const KEY = "daoban.lines";
const KEPT = 300;

/** `kind` is the message's kind, or "own"; `message` the id of an own one. */
export interface Line {
  number: number;
  kind: string;
  text: string;
  help?: string;
  message?: string;
}

export const lines = signal<Line[]>(JSON.parse(sessionStorage.getItem(KEY) || "[]"));

/** Shows a line and keeps it. */
export function put(kind: string, text: string, more: { help?: string; message?: string } = {}): void {
  const number = (lines.value[lines.value.length - 1]?.number ?? 0) + 1;
  lines.value = [...lines.value, { number, kind, text, ...more }].slice(-KEPT);
  sessionStorage.setItem(KEY, JSON.stringify(lines.value));
}

export function clearLines(): void {
  lines.value = [];
  sessionStorage.removeItem(KEY);
}
