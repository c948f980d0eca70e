// What the open question can be answered with, beside free text.

import { useLayoutEffect } from "preact/hooks";
import { Field } from "../fields/Field";
import { asking, byKeyboard, turn } from "../state/open";
import { texts } from "../texts";
import { Choices } from "./Choices";
import { Press } from "./Press";
import { showReceipt } from "./Receipt";
import { Beside } from "./Beside";
import { Roster } from "./Roster";

/** Where somebody without a mouse goes on: at what is to be agreed to, at what the question can be answered with, at the box. */
export function goToAnswer() {
  // Not what takes an item of a list out again, though it stands first.
  const next = document.querySelector<HTMLElement>("#noticetitle, .answer > :not(.roster, .beside) :is(input, select, button)");
  (next ?? document.getElementById("text"))?.focus({ preventScroll: true });
}

export function Answer() {
  const open = asking.value;
  useLayoutEffect(() => {
    if (open && byKeyboard.value) goToAnswer();
  }, [open]);
  return (
    <div class="answer">
      {open && <Field key={open.instance} open={open} />}
      {open?.kind === "more" && <Roster fact={open.fact} />}
      {turn.value?.case.receipt && <p class="done"><Press main act={showReceipt}>{texts().receipt.open}</Press></p>}
      <Choices key={`choices of ${open?.instance}`} open={open} />
      {open && <Beside open={open} />}
    </div>
  );
}
