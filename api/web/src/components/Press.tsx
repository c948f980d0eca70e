// A button that acts once, however nervously it is clicked.

import type { ComponentChildren } from "preact";

interface Props {
  children: ComponentChildren;
  act: (event: MouseEvent) => void;
  main?: boolean;
  id?: string;
  disabled?: boolean;
  pressed?: boolean;
  label?: string;
  data?: string;
}

export function Press({ children, act, main, id, disabled, pressed, label, data }: Props) {
  return (
    <button
      type="button"
      id={id}
      class={`weui-btn ${main ? "weui-btn_primary" : "weui-btn_default"}`}
      disabled={disabled}
      aria-pressed={pressed === undefined ? undefined : pressed ? "true" : "false"}
      aria-label={label}
      data-show={data}
      // The second click of a double click may already fall on the next question's button.
      onClick={(event) => event.detail > 1 || act(event)}
    >
      {children}
    </button>
  );
}
