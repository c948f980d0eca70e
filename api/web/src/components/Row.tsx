// One answer in the form.

import { useRef, useState } from "preact/hooks";
import type { Field } from "../turn";
import { Editor } from "./Editor";

const SOURCES: Record<string, string> = { licence: "证照带出，请核对", default: "默认，请核对" };

export function Row({ field, fixed }: { field: Field; fixed: boolean }) {
  const [editing, edit] = useState(false);
  const change = useRef<HTMLButtonElement>(null);
  const close = () => {
    edit(false);
    // The button is there again only after this has been drawn.
    setTimeout(() => change.current?.focus());
  };
  const unsure = field.confirmed ? undefined : SOURCES[field.source];
  return (
    <div>
      <dt>{field.label}</dt>
      <dd>
        {field.display || "无"}
        {unsure && <span class="draft">{unsure}</span>}
      </dd>
      {!fixed && !editing && (
        <dd class="act">
          <button type="button" ref={change} aria-label={`修改${field.label}`} onClick={(event) => event.detail > 1 || edit(true)}>改</button>
        </dd>
      )}
      {!fixed && editing && <Editor field={field} close={close} />}
    </div>
  );
}
