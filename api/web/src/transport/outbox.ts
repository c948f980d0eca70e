// What the server has not answered yet. It outlives a reload, with its ids, so that sending again never doubles a message.

import { signal } from "@preact/signals";
import type { Saying } from "../turn";

const KEY = "daoban.outbox";

/** `shown` is how the applicant reads it. */
export interface Item {
  body: { client_msg_id: string } & Saying;
  shown: string;
}

export const outbox = signal<Item[]>(JSON.parse(sessionStorage.getItem(KEY) || "[]"));

export function add(saying: Saying, shown: string): Item {
  const item = { body: { client_msg_id: newId(), ...saying }, shown };
  keep([...outbox.value, item]);
  return item;
}

export function takeFirst(): void {
  keep(outbox.value.slice(1));
}

export function empty(): void {
  keep([]);
}

function keep(items: Item[]): void {
  outbox.value = items;
  sessionStorage.setItem(KEY, JSON.stringify(items));
}

// crypto.randomUUID exists only on https pages; a kiosk in a hall may be served without.
function newId(): string {
  const bytes = Array.from(crypto.getRandomValues(new Uint8Array(16)));
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
