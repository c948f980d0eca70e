// What was said before this tab was there: on another day, in another tab, on another device.

import { batch, computed, signal } from "@preact/signals";
import type { Talk } from "../transport/talk";
import { lines, putBefore } from "./lines";
import { saw, seen } from "./seen";

/** Old lines are being put on the page: they are no news to be read aloud. */
export const recalling = signal(false);

/** The first turn on the page; undefined where none is. */
const first = computed(() => lines.value.find(({ turn }) => turn !== undefined)?.turn);

/** Whether something was said before all that is shown. */
export const more = computed(() => (first.value ?? 1) > 1);

/** Shows the turns before those that are shown; false where there are none. */
export async function recall(talk: Talk): Promise<boolean> {
  const found = await talk.log(first.value);
  // Meanwhile others may have come by the stream.
  const turns = found.filter(({ seq }) => seq < (first.value ?? Infinity));
  const latest = turns[turns.length - 1];
  if (!latest) return false;
  recalling.value = true;
  batch(() => {
    putBefore(turns);
    if (seen() === null) saw(latest.seq, talk.id);
  });
  setTimeout(() => (recalling.value = false));
  return true;
}
