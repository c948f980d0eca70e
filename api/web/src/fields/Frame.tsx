// What every widget has: the question's name, its fields, what is wrong with them, and a button that sends the answer.

import { type ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { fillIn } from "../state/conversation";
import { byKeyboard } from "../state/open";
import type { Asking } from "../turn";
import type { Composed } from "../widgets/composed";
import { texts } from "../texts";

const FAULT = "fieldfault";

interface Props {
  open: Asking;
  label: string;
  composed: Composed;
  /** Says what is wrong before anything is sent: for numbers that are complete and do not add up. */
  early?: boolean;
  /** Three boxes that hold a few digits stand side by side. */
  short?: boolean;
  children: ComponentChildren;
}

/** What the fields have to carry so that their fault is read out with them. */
export const described = { "aria-describedby": FAULT };

export function Frame({ open, label, composed, early, short, children }: Props) {
  const [tried, attempt] = useState(false);
  const fault = tried || early ? composed.fault : undefined;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (composed.answer === undefined) {
      attempt(true);
      (event.currentTarget as HTMLFormElement).querySelector<HTMLElement>("input, select")!.focus();
      return;
    }
    fillIn(open.instance, composed.answer);
  };
  // Enter in a field clicks the button too, as a keyboard does: without a pointer.
  const pressed = (event: MouseEvent) => {
    byKeyboard.value = event.detail === 0;
    // The second click of a double click may already fall on the next question's button.
    if (event.detail > 1) event.preventDefault();
  };
  return (
    <form class="field" aria-label={label} onSubmit={submit} noValidate>
      <p class="asked" lang="zh-CN" aria-hidden="true">{label}</p>
      <div class={short ? "parts short" : "parts"}>{children}</div>
      <p id={FAULT} class="fault" aria-live="polite">{fault ?? ""}</p>
      <button type="submit" class="weui-btn weui-btn_primary" onClick={pressed}>{texts().fields.done}</button>
    </form>
  );
}
