// What is needed now and then, behind one button, so that a phone keeps its room for the conversation.

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { texts } from "../texts";

export function Menu({ children }: { children: ComponentChildren }) {
  const [open, show] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const elsewhere = (event: Event) => box.current!.contains(event.target as Node) || show(false);
    // Whoever leaves by the keyboard leaves it closed, so that it covers nothing that has the focus.
    const events = ["pointerdown", "focusin"];
    events.forEach((name) => document.addEventListener(name, elsewhere));
    return () => events.forEach((name) => document.removeEventListener(name, elsewhere));
  }, [open]);
  const escape = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    show(false);
    box.current!.querySelector("button")!.focus();
  };
  return (
    <div class="menu" ref={box} onKeyDown={escape}>
      <button type="button" id="more" class="weui-btn weui-btn_default" aria-expanded={open} aria-controls="menu" onClick={() => show(!open)}>
        {texts().page.more}
      </button>
      <div id="menu" hidden={!open} onClick={() => show(false)}>{children}</div>
    </div>
  );
}
