// What the server has not answered yet, of all tabs of this browser. It outlives a reload and a closed tab, with its ids, so
// that sending again never doubles a message. Each message has a key of its own: two tabs that write at once lose nothing,
// and the keys sort as the messages were said.

import { signal } from "@preact/signals";
import type { Saying } from "../turn";

const PREFIX = "daoban.out.";

/** `shown` is how the applicant reads it. */
export interface Item {
  key: string;
  body: { client_msg_id: string } & Saying;
  shown: string;
}

let latest = 0;

export const outbox = signal<Item[]>(kept());

export function add(saying: Saying, shown: string): Item {
  latest = Math.max(Date.now(), latest + 1);
  const id = newId();
  const item = { key: `${PREFIX}${latest}.${id}`, body: { client_msg_id: id, ...saying }, shown };
  outbox.value = sorted([...outbox.value, item]);
  try {
    localStorage.setItem(item.key, JSON.stringify(item));
  } catch {
    // A browser that keeps nothing: it waits in this tab alone.
  }
  return item;
}

/** Whether this message still waits. */
export const waits = (id: string): boolean => outbox.value.some((item) => item.body.client_msg_id === id);

/** The message has its answer, or was refused: nothing of it is kept. */
export function settle(id: string): void {
  for (const item of outbox.value) if (item.body.client_msg_id === id) localStorage.removeItem(item.key);
  outbox.value = outbox.value.filter((item) => item.body.client_msg_id !== id);
}

export function empty(): void {
  for (const item of outbox.value) localStorage.removeItem(item.key);
  outbox.value = [];
}

/** Takes over what another tab has added or settled; whether there was anything. */
export function heard({ key, newValue }: Pick<StorageEvent, "key" | "newValue">): boolean {
  if (key === null) outbox.value = kept();
  else if (!key.startsWith(PREFIX)) return false;
  else {
    const others = outbox.value.filter((item) => item.key !== key);
    outbox.value = newValue === null ? others : sorted([...others, JSON.parse(newValue) as Item]);
  }
  return true;
}

function kept(): Item[] {
  const keys = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at)!);
  return sorted(keys.filter((key) => key.startsWith(PREFIX)).map((key) => JSON.parse(localStorage.getItem(key)!)));
}

function sorted(items: Item[]): Item[] {
  return items.sort((one, other) => (one.key < other.key ? -1 : 1));
}

// crypto.randomUUID exists only on https pages; a kiosk in a hall may be served without.
function newId(): string {
  const bytes = Array.from(crypto.getRandomValues(new Uint8Array(16)));
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
