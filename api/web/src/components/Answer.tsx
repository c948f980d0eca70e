// What the open question can be answered with, beside free text.

import { useLayoutEffect, useRef } from "preact/hooks";
import { Field } from "../fields/Field";
import { asking, byKeyboard, turn } from "../state/open";
import { texts } from "../texts";
import { Choices } from "./Choices";
import { Press } from "./Press";
import { showReceipt } from "./Receipt";
import { Roster } from "./Roster";

export function Answer() {
  const box = useRef<HTMLDivElement>(null);
  const open = asking.value;
  useLayoutEffect(() => {
    if (!open || !byKeyboard.value) return;
    // Not what takes an item out again, though it stands first.
    const next = box.current!.querySelector<HTMLElement>(".field input, .field select, .done button, #choices button") ?? document.getElementById("text");
    next?.focus({ preventScroll: true });
  }, [open]);
  return (
    <div class="answer" ref={box}>
      {open && <Field key={open.instance} open={open} />}
      {open?.kind === "more" && <Roster fact={open.fact} />}
      {turn.value?.case.receipt && <p class="done"><Press main act={showReceipt}>{texts().receipt.open}</Press></p>}
      <Choices key={`choices of ${open?.instance}`} open={open} />
    </div>
  );
}
