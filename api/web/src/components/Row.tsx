// One answer in the form.

import { useRef, useState } from "preact/hooks";
import type { Field } from "../turn";
import { Editor } from "./Editor";
import { texts } from "../texts";

export function Row({ field, fixed }: { field: Field; fixed: boolean }) {
  const says = texts().form;
  const [editing, edit] = useState(false);
  const change = useRef<HTMLButtonElement>(null);
  const close = () => {
    edit(false);
    // The button is there again only after this has been drawn.
    setTimeout(() => change.current?.focus());
  };
  const unsure = field.confirmed ? undefined : says[field.source as "licence" | "default"];
  return (
    <div>
      <dt>{field.label}</dt>
      <dd>
        {field.display || says.nothing}
        {unsure && <span class="draft">{unsure}</span>}
      </dd>
      {!fixed && !editing && (
        <dd class="act">
          <button type="button" ref={change} aria-label={says.changeOf(field.label)} onClick={(event) => event.detail > 1 || edit(true)}>{says.change}</button>
        </dd>
      )}
      {!fixed && editing && <Editor field={field} close={close} />}
    </div>
  );
}
