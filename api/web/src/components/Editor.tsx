// Another value for an answer in the form. What follows from it is told in the conversation.

import { useLayoutEffect, useRef } from "preact/hooks";
import { change } from "../state/conversation";
import type { Field } from "../turn";
import { Press } from "./Press";
import { texts } from "../texts";

export function Editor({ field, close }: { field: Field; close: () => void }) {
  const says = texts().form;
  const box = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    box.current!.focus();
    box.current!.select();
  }, []);
  const save = (event: Event) => {
    event.preventDefault();
    const value = box.current!.value.trim();
    if (!value) return box.current!.focus();
    close();
    change(field.fact, field.label, value);
  };
  return (
    <dd class="edit">
      <form onSubmit={save} onKeyDown={(event) => event.key === "Escape" && close()}>
        {/* What is shown masked cannot be corrected, only written anew. */}
        <input class="weui-input" aria-label={says.newValue(field.label)} defaultValue={field.display.includes("*") ? "" : field.display} ref={box} />
        <button type="submit" class="weui-btn weui-btn_primary">{says.save}</button>
        <Press act={close}>{says.keep}</Press>
      </form>
    </dd>
  );
}
