// Beside the answer: why it is asked, and what was just understood to be changed, each at one press.

import { send } from "../state/conversation";
import { turn } from "../state/open";
import { texts } from "../texts";
import type { Asking } from "../turn";
import { Press } from "./Press";

/** What asks for the reason, in the language that conversations are held in. */
const WHY = "为什么问这个";
/** More than these push the question out of a phone's sight. */
const MOST = 2;

export function Beside({ open }: { open: Asking }) {
  const says = texts().chat;
  const understood = turn.value?.messages.flatMap(({ accepted = [] }) => accepted) ?? [];
  return (
    <p class="beside">
      {open.fact && open.kind !== "confirm" && <Press act={() => send({ text: WHY, question: open.instance }, WHY)}>{says.why}</Press>}
      {understood.slice(0, MOST).map(({ fact, label }) => (
        <Press key={fact} act={() => begin(`${label}改成`)}>{says.change(label)}</Press>
      ))}
    </p>
  );
}

/** The box holds the beginning of a sentence, which the applicant ends. */
function begin(text: string) {
  const box = document.querySelector<HTMLTextAreaElement>("#text")!;
  box.value = text;
  box.focus();
  box.setSelectionRange(text.length, text.length);
}
