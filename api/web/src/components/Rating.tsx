// One rating a matter: five grades, and words if somebody wants to add some. Nobody has to.

import { useState } from "preact/hooks";
import { current } from "../state/conversation";
import { texts } from "../texts";
import { Fault } from "../transport/call";
import { rate, type Grade } from "../transport/standing";

const LONGEST = 500;

export function Rating({ grades, given }: { grades: Grade[]; given?: Grade }) {
  const says = texts().rating;
  const [picked, pick] = useState(0);
  const [words, write] = useState("");
  const [kept, keep] = useState(given);
  const [why, tell] = useState("");
  if (kept) return <p class="rated" role="status">{says.given(kept.text)}</p>;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!picked) return tell(says.pick);
    try {
      keep(await rate(current()!, picked, words));
    } catch (fault) {
      tell(fault instanceof Fault ? fault.message : texts().standing.failed);
    }
  };
  return (
    <form class="rating" onSubmit={submit}>
      <fieldset class="ticks" lang="zh-CN">
        <legend>{says.title}</legend>
        {grades.map(({ grade, text }) => (
          <label key={grade} class="tick">
            <input type="radio" name="grade" checked={picked === grade} onChange={() => pick(grade)} />
            {text}
          </label>
        ))}
      </fieldset>
      <label class="box wide">
        <span class="name">{says.words}</span>
        <textarea class="weui-textarea control" rows={2} maxLength={LONGEST} value={words} onInput={(event) => write(event.currentTarget.value)} />
      </label>
      <p class="fault" role="alert">{why}</p>
      <button type="submit" class="weui-btn weui-btn_default" onClick={(event) => event.detail > 1 && event.preventDefault()}>{says.send}</button>
    </form>
  );
}
