// One answer in the form.

import { useRef, useState } from "preact/hooks";
import { mayChange, pointsAt } from "../state/correction";
import type { Field } from "../turn";
import { Beside } from "./Correction";
import { Editor } from "./Editor";
import { texts } from "../texts";

export function Row({ field, fixed: closed }: { field: Field & { pointer?: string }; fixed: boolean }) {
  const fixed = closed || !mayChange(field.fact);
  const says = texts().form;
  const [editing, edit] = useState(false);
  const change = useRef<HTMLButtonElement>(null);
  const close = () => {
    edit(false);
    // The button is there again only after this has been drawn.
    setTimeout(() => change.current?.focus());
  };
  const from = says.sources[field.source];
  return (
    <div>
      <dt>{field.label}</dt>
      <dd>
        {field.display || says.nothing}
        {from && <span class="quiet source">{from}</span>}
        {!field.confirmed && <span class="draft">{says.unsure}</span>}
        <Beside points={pointsAt(field.fact, field.pointer)} />
      </dd>
      {!fixed && !editing && (
        <dd class="act">
          <button type="button" ref={change} aria-label={says.changeOf(field.label)} onClick={(event) => event.detail > 1 || edit(true)}>{says.change}</button>
        </dd>
      )}
      {!fixed && editing && <Editor fact={field.fact} label={field.label} close={close} />}
    </div>
  );
}
