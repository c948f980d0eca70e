// What the applicant agreed to, and what is to be agreed to before the conversation goes on.

import { batch, computed, effect, signal } from "@preact/signals";
import { refusal } from "../transport/call";
import { outbox, type Item } from "../transport/outbox";
import type { Saying, Scope } from "../turn";
import { asking, turn } from "./open";

const NEEDS: Record<Scope, Scope[]> = { personal: ["personal"], sensitive: ["personal", "sensitive"] };

export const agreed = signal<Scope[]>([]);
/** Said before it was agreed to: it was not kept, and is sent again when it is. */
export const held = signal<{ scopes: Scope[]; item: Item } | null>(null);
/** What was declined, so that it is not asked for over and over. */
export const declined = signal<Scope[]>([]);
/** Another device goes on; this one only reads. */
export const elsewhere = signal(false);

/** What has to be agreed to now: for what was said, or for the open question. */
export const needed = computed<Scope[]>(() => {
  const sensitivity = asking.value?.sensitivity;
  const wanted = held.value?.scopes ?? (sensitivity ? NEEDS[sensitivity] : []);
  return wanted.filter((scope) => !agreed.value.includes(scope));
});

/** Follows what the server tells. */
export function watchConsent(): void {
  effect(() => {
    const now = turn.value;
    if (now?.consent) agreed.value = now.consent;
    if (now?.elsewhere) elsewhere.value = true;
  });
  effect(() => {
    const why = refusal.value;
    if (why?.code === "continued-elsewhere") elsewhere.value = true;
    const item = outbox.peek()[0];
    if (why?.code === "consent-needed" && item) held.value = { scopes: why.scopes, item };
  });
}

/** The applicant's word is taken; gives what was held back for it, to be said again where they agreed. */
export function decided(scopes: Scope[], now: Scope[]): { saying: Saying; shown: string } | null {
  const kept = held.value;
  batch(() => {
    agreed.value = now;
    declined.value = scopes.filter((scope) => !now.includes(scope));
    held.value = null;
  });
  if (!kept || declined.value.length) return null;
  const { client_msg_id: _, ...saying } = kept.item.body;
  return { saying: saying as Saying, shown: kept.item.shown };
}
