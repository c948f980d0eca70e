// Everything once more before it is handed in: each answer with a way to change it, papers, what is declared.

import { Fragment } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { elsewhere } from "../state/consent";
import { turn } from "../state/open";
import { view } from "../state/view";
import { texts } from "../texts";
import type { Case, Turn } from "../turn";
import { goToAnswer } from "./Answer";
import { Consent } from "./Consent";
import { Materials } from "./Materials";
import { Press } from "./Press";
import { Sections } from "./Sections";
import { Stated } from "./Stated";

/** Kinds of messages that tell what a change has done; the review itself is this screen. */
const TOLD = ["echo", "applied", "rejection", "notice", "problem"];

export function Check() {
  const heading = useRef<HTMLHeadingElement>(null);
  const opened = useRef(turn.value?.seq);
  const now = turn.value;
  const says = texts().check;
  useLayoutEffect(() => heading.current!.focus(), []);
  // Whatever a change has opened is asked in the conversation; where another device goes on, nothing is handed in here.
  useEffect(() => {
    if (now?.asking?.kind !== "review" || elsewhere.value) back();
  }, [now, elsewhere.value]);
  if (!now) return null;
  return (
    <section id="check" aria-labelledby="checktitle">
      <Press act={back}>{says.back}</Press>
      <h2 id="checktitle" tabIndex={-1} ref={heading}>{says.title}</h2>
      {/* Every answer is a stop for who goes through by keyboard. */}
      <a class="skip" href="#consenttitle">{says.skip}</a>
      <div role="status">{now.seq !== opened.current && <Told turn={now} />}</div>
      {now.case.applications.map((one) => (
        <Fragment key={one.form}>
          <h3 lang="zh-CN">{one.title}</h3>
          <Sections application={one} lists={now.case.lists ?? []} />
        </Fragment>
      ))}
      <Materials now={now.case} />
      <Warnings now={now.case} />
      {/* Who changes an answer agrees again: to what there is then. */}
      <Consent key={now.seq} applications={now.case.applications} />
    </section>
  );
}

function back() {
  if (view.value !== "check") return;
  view.value = "chat";
  setTimeout(goToAnswer);
}

function Told({ turn: { messages } }: { turn: Turn }) {
  return <>{messages.filter(({ kind }) => TOLD.includes(kind)).map(({ text }) => <p class="told" lang="zh-CN">{text}</p>)}</>;
}

function Warnings({ now: { warnings = [] } }: { now: Case }) {
  if (!warnings.length) return null;
  const says = texts().check;
  return (
    <section class="part" aria-labelledby="warningtitle">
      <h3 id="warningtitle">{says.warnings}</h3>
      <ul>
        {warnings.map(({ id, text, certain }) => (
          <li key={id} lang="zh-CN"><Stated text={text} certain={certain} /></li>
        ))}
      </ul>
    </section>
  );
}
