// What has been filled so far.

import { elsewhere } from "../state/consent";
import { turn } from "../state/open";
import { FormPanel } from "./FormPanel";
import { Materials } from "./Materials";
import { texts } from "../texts";

export function Side() {
  const now = turn.value?.case;
  return (
    // It scrolls by itself, which a keyboard can only do from inside.
    <aside id="side" aria-label={texts().form.side} tabIndex={0}>
      <Receipt reference={now?.receipt?.reference} />
      <FormPanel applications={now?.applications ?? []} closed={now?.receipt !== undefined || elsewhere.value} />
      <Materials materials={now?.materials ?? []} />
    </aside>
  );
}

function Receipt({ reference }: { reference?: string }) {
  const says = texts().receipt;
  return (
    <section id="receipt" aria-label={says.region} hidden={!reference}>
      <h2>{says.received}</h2>
      <p>{says.number}</p>
      <p id="reference">{reference ?? ""}</p>
    </section>
  );
}
