// One more item of a list; what is to be told of it is then open, here and in the conversation.

import { change, current } from "../state/conversation";
import { byKeyboard } from "../state/open";
import { texts } from "../texts";
import { previewOf } from "../transport/editing";
import type { List } from "../turn";
import { Press } from "./Press";

export function Add({ list: { fact, label } }: { list: List }) {
  const says = texts().form;
  return <p class="add"><Press label={says.oneMore(label)} act={(event) => addTo(fact, label, event)}>{says.add}</Press></p>;
}

export async function addTo(fact: string, label: string, event: MouseEvent) {
  byKeyboard.value = event.detail === 0;
  // That more is asked then is what it is for: it counts as seen.
  const seen = await previewOf(current()!, fact, true);
  change({ fact, value: true, previewed: seen?.seq }, texts().form.oneMore(label), true);
}
