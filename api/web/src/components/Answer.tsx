// What the open question can be answered with, beside free text.

import { useLayoutEffect } from "preact/hooks";
import { Field } from "../fields/Field";
import { asking, byKeyboard, turn } from "../state/open";
import { texts } from "../texts";
import { Choices } from "./Choices";
import { Press } from "./Press";
import { showReceipt } from "./Receipt";

/** Where somebody without a mouse goes on: at what is to be agreed to, at what the question can be answered with, at the box. */
export function goToAnswer() {
  const next = document.querySelector<HTMLElement>("#noticetitle, .answer :is(input, select, button)");
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
      {turn.value?.case.receipt && <p class="done"><Press main act={showReceipt}>{texts().receipt.open}</Press></p>}
      <Choices key={`choices of ${open?.instance}`} open={open} />
    </div>
  );
}
