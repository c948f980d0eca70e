// What the applicant can answer now, and what is going on meanwhile.

import { computed, signal } from "@preact/signals";
import type { Identity } from "../transport/identities";
import type { Item } from "../transport/themes";
import type { Asking, Option, Turn } from "../turn";
import { offeredWith } from "../widgets/offered";

/** The latest turn; null before the first. */
export const turn = signal<Turn | null>(null);
/** Whether the turn's question still waits for its answer. */
export const answerable = signal(false);
export const doing = signal<"nothing" | "sending" | "waiting">("nothing");
/** Why nothing gets through; empty when all is well. */
export const trouble = signal("");
/** Made-up people to sign in as, before the first message. */
export const people = signal<Identity[]>([]);
/** What can be applied for, before the first message. */
export const offered = signal<Item[]>([]);
/** Whether the last answer was given by keyboard: then the focus goes on to what is asked next. */
export const byKeyboard = signal(false);

/** The open question, or null while there is none. */
export const asking = computed<Asking | null>(() => (answerable.value ? (turn.value?.asking ?? null) : null));

/** What can be pressed in answer to it. */
export const options = computed<Option[]>(() => {
  const open = asking.value;
  return open ? offeredWith(turn.value!.messages, open) : [];
});

/** The district that is known already of the place an address is asked for; empty where none is. */
export function knownDistrict(open: Asking): string {
  const place = open.fact?.split(".")[0];
  const fields = turn.value?.case.applications.flatMap((one) => Object.values(one.fields)) ?? [];
  return fields.find((field) => field.fact === `${place}.district_code`)?.display ?? "";
}
