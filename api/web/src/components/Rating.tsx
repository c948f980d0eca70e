// One rating a matter: five grades, and words if somebody wants to add some. Nobody has to.

import { useState } from "preact/hooks";
import { current } from "../state/conversation";
import { officeMinute } from "../state/moment";
import { texts } from "../texts";
import { Fault } from "../transport/call";
import { rate, type Offered, type Rated } from "../transport/standing";

const LONGEST = 500;

export function Rating({ grades, given }: { grades: Offered[]; given?: Rated }) {
  const says = texts().rating;
  const [picked, pick] = useState(0);
  const [words, write] = useState("");
  const [ticked, tick] = useState<string[]>([]);
  const [sent, keep] = useState<Rated>();
  const [why, tell] = useState("");
  const kept = given ?? sent;
  if (kept) return <Kept rating={kept} />;
  const reasons = grades.find(({ grade }) => grade === picked)?.reasons ?? [];
  const turn = (id: string) => tick(ticked.includes(id) ? ticked.filter((one) => one !== id) : [...ticked, id]);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!picked) return tell(says.pick);
    try {
      // What was ticked beside another grade does not count.
      keep(await rate(current()!, picked, words, ticked.filter((id) => reasons.some((one) => one.id === id))));
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
      {reasons.length > 0 && (
        <fieldset class="ticks" lang="zh-CN">
          <legend>{says.reasons}</legend>
          {reasons.map(({ id, text }) => (
            <label key={id} class="tick">
              <input type="checkbox" checked={ticked.includes(id)} onChange={() => turn(id)} />
              {text}
            </label>
          ))}
        </fieldset>
      )}
      <label class="box wide">
        <span class="name">{says.words}</span>
        <textarea class="weui-textarea control" rows={2} maxLength={LONGEST} value={words} onInput={(event) => write(event.currentTarget.value)} />
      </label>
      {(picked === 1 || picked === 2) && <p class="quiet">{says.bad}</p>}
      <p class="fault" role="alert">{why}</p>
      <button type="submit" class="weui-btn weui-btn_default" onClick={(event) => event.detail > 1 && event.preventDefault()}>{says.send}</button>
    </form>
  );
}

function Kept({ rating: { text, answer } }: { rating: Rated }) {
  const says = texts().rating;
  return (
    <>
      <p class="rated" role="status">{says.given(text)}</p>
      {answer && (
        <div class="answered" lang="zh-CN">
          <p>{says.answered(answer.office)} <time class="quiet" dateTime={answer.at}>{officeMinute(answer.at)}</time></p>
          <p>{answer.words}</p>
        </div>
      )}
    </>
  );
}
