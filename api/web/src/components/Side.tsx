// What has been filled so far.

import { turn } from "../state/open";
import { FormPanel } from "./FormPanel";
import { Materials } from "./Materials";

export function Side() {
  const now = turn.value?.case;
  return (
    // It scrolls by itself, which a keyboard can only do from inside.
    <aside id="side" aria-label="已经填好的" tabIndex={0}>
      <Receipt reference={now?.receipt?.reference} />
      <FormPanel applications={now?.applications ?? []} closed={now?.receipt !== undefined} />
      <Materials materials={now?.materials ?? []} />
    </aside>
  );
}

function Receipt({ reference }: { reference?: string }) {
  return (
    <section id="receipt" aria-label="收件凭证" hidden={!reference}>
      <h2>已经收件</h2>
      <p>收件编号</p>
      <p id="reference">{reference ?? ""}</p>
    </section>
  );
}
