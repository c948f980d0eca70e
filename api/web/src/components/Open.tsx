// What is not on the form yet: what is still to be filled in, what was put off, and answers that do not count now.

import { change } from "../state/conversation";
import { texts } from "../texts";
import type { Case, OpenField } from "../turn";
import { useState } from "preact/hooks";
import { Editor } from "./Editor";
import { Press } from "./Press";

export function Open({ now: { open = [], parked = [] } }: { now: Case }) {
  const says = texts().form;
  const later = open.filter((one) => one.put_off !== undefined);
  const rest = open.filter((one) => one.put_off === undefined);
  return (
    <div id="open">
      <Fields title={says.putOff(later.length)} fields={later} shown />
      <Fields title={says.missing(rest.length)} fields={rest} />
      {parked.length > 0 && (
        <details>
          <summary>{says.parked(parked.length)}</summary>
          <dl lang="zh-CN">{parked.map(({ fact, label, display }) => <div key={fact}><dt>{label}</dt><dd>{display}</dd></div>)}</dl>
        </details>
      )}
    </div>
  );
}

function Fields({ title, fields, shown }: { title: string; fields: OpenField[]; shown?: boolean }) {
  if (!fields.length) return null;
  return (
    <details open={shown}>
      <summary>{title}</summary>
      <dl lang="zh-CN">{fields.map((one) => <OneField key={one.fact} field={one} />)}</dl>
    </details>
  );
}

function OneField({ field: { fact, label, put_off, list } }: { field: OpenField }) {
  const says = texts().form;
  const [filling, fill] = useState(false);
  // A list takes one more item; what belongs to it is then open itself.
  const act = () => (list ? change({ fact, value: true }, says.oneMore(label), true) : fill(true));
  return (
    <div>
      <dt>{label}</dt>
      <dd>{put_off}</dd>
      {!filling && <dd class="act"><Press label={says.fillOf(label)} act={act}>{list ? says.more : says.fill}</Press></dd>}
      {filling && <Editor fact={fact} label={label} close={() => fill(false)} />}
    </div>
  );
}
