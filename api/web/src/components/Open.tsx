// What is not on the form yet: what is still to be filled in, what was put off, and answers that do not count now.

import { texts } from "../texts";
import type { Case, List, OpenField } from "../turn";
import { useState } from "preact/hooks";
import { addTo } from "./Add";
import { Editor } from "./Editor";
import { Press } from "./Press";

export function Open({ now: { open = [], parked = [], lists = [] } }: { now: Case }) {
  const says = texts().form;
  const later = open.filter((one) => one.put_off !== undefined);
  const rest = open.filter((one) => one.put_off === undefined);
  return (
    <div id="open">
      <Fields title={says.putOff(later.length)} fields={later} lists={lists} shown />
      <Fields title={says.missing(rest.length)} fields={rest} lists={lists} />
      {parked.length > 0 && (
        <details>
          <summary>{says.parked(parked.length)}</summary>
          <dl lang="zh-CN">{parked.map(({ fact, label, display }) => <div key={fact}><dt>{inItem(fact, label, lists)}</dt><dd>{display}</dd></div>)}</dl>
        </details>
      )}
    </div>
  );
}

function Fields({ title, fields, lists, shown }: { title: string; fields: OpenField[]; lists: List[]; shown?: boolean }) {
  if (!fields.length) return null;
  return (
    <details open={shown}>
      <summary>{title}</summary>
      <dl lang="zh-CN">{fields.map((one) => <OneField key={one.fact} field={{ ...one, label: inItem(one.fact, one.label, lists) }} />)}</dl>
    </details>
  );
}

/** Of several people or things, whose it is. */
function inItem(fact: string, label: string, lists: List[]): string {
  const several = lists.filter((list) => list.items.length > 1).flatMap((list) => list.items.map((item, at) => ({ item, at })));
  const owner = several.find(({ item }) => fact.startsWith(`${item}.`));
  return owner ? texts().form.item(label, owner.at + 1) : label;
}

function OneField({ field: { fact, label, put_off, list } }: { field: OpenField }) {
  const says = texts().form;
  const [filling, fill] = useState(false);
  // A list takes one more item; what belongs to it is then open itself.
  const act = (event: MouseEvent) => (list ? addTo(fact, label, event) : fill(true));
  return (
    <div>
      <dt>{label}</dt>
      <dd>{put_off}</dd>
      {!filling && <dd class="act"><Press label={says.fillOf(label)} act={act}>{list ? says.more : says.fill}</Press></dd>}
      {filling && <Editor fact={fact} label={label} close={() => fill(false)} />}
    </div>
  );
}
