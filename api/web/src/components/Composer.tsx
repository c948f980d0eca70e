// The box for free text: whatever is asked, an answer in one's own words is always possible.

import { useRef } from "preact/hooks";
import { send } from "../state/conversation";
import { asking } from "../state/open";
import { keepTyped, typed } from "../state/typed";
import { texts } from "../texts";

const LONGEST = 20000;

export function Composer() {
  const says = texts().chat;
  const box = useRef<HTMLTextAreaElement>(null);
  const submit = (event: Event) => {
    event.preventDefault();
    const text = box.current!.value;
    box.current!.value = "";
    keepTyped("");
    box.current!.focus();
    if (text.trim()) send({ text, question: asking.value?.instance }, text);
  };
  const pressed = (event: KeyboardEvent) => {
    // Enter while an input method composes chooses a word; it must not send.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) submit(event);
  };
  return (
    <form id="composer" onSubmit={submit}>
      <label for="text" class="hidden">{says.answer}</label>
      <textarea id="text" class="weui-textarea" rows={1} maxLength={LONGEST} placeholder={says.hint} autocomplete="off" defaultValue={typed()} onKeyDown={pressed} onInput={(event) => keepTyped(event.currentTarget.value)} ref={box} />
      <button type="submit" class="weui-btn weui-btn_primary">{says.send}</button>
    </form>
  );
}
