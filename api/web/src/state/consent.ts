// What the applicant agreed to, and what is to be agreed to before the conversation goes on.

import { batch, computed, effect, signal } from "@preact/signals";
import { refusal } from "../transport/call";
import { outbox, type Item } from "../transport/outbox";
import { hearTabs, tellTabs } from "../transport/tabs";
import type { Scope } from "../turn";
import { current, send } from "./conversation";
import { asking, turn } from "./open";
import { view } from "./view";

const NEEDS: Record<Scope, Scope[]> = { personal: ["personal"], sensitive: ["personal", "sensitive"] };
const ORDER: Scope[] = ["personal", "sensitive"];

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

/** What a clerk who helps can fill in only once it is agreed to: one scope after the other, beside whatever is open. A no is a no. */
export const wished = computed<Scope[]>(() => {
  const { clerk, open = [] } = turn.value?.case ?? {};
  const next = ORDER.find((scope) => !agreed.value.includes(scope));
  const wanted = next && open.some(({ sensitivity }) => sensitivity && NEEDS[sensitivity].includes(next));
  return clerk && wanted && !declined.value.length ? [next] : [];
});

/** Follows what the server and the other tabs tell. */
export function watchConsent(): void {
  hearTabs((told) => {
    if (told.agreed && told.conversation === current()) took(held.value?.scopes ?? needed.value, told.agreed);
  });
  effect(() => {
    const now = turn.value;
    if (now?.consent) agreed.value = now.consent;
    if (now?.elsewhere) elsewhere.value = true;
  });
  effect(() => {
    const why = refusal.value;
    if (why?.code === "continued-elsewhere") elsewhere.value = true;
    const item = outbox.peek()[0];
    if (why?.code !== "consent-needed" || !item) return;
    held.value = { scopes: why.scopes, item };
    // The notice stands in the conversation: on a phone nothing of it is seen from the form.
    view.value = "chat";
  });
}

/** The applicant's word is taken, in every tab. True where what was held back for it is said again. */
export function decided(scopes: Scope[], now: Scope[]): boolean {
  tellTabs({ conversation: current(), agreed: now });
  return took(scopes, now);
}

function took(scopes: Scope[], now: Scope[]): boolean {
  const kept = held.value;
  batch(() => {
    agreed.value = now;
    declined.value = scopes.filter((scope) => !now.includes(scope));
    held.value = null;
  });
  if (!kept || declined.value.length) return false;
  const { client_msg_id: _, ...saying } = kept.item.body;
  send(saying, kept.item.shown);
  return true;
}
