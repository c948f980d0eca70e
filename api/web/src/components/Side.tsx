// What has been filled so far.

import { elsewhere } from "../state/consent";
import { turn } from "../state/open";
import { Correction } from "./Correction";
import { FormPanel } from "./FormPanel";
import { Materials } from "./Materials";
import { Receipt } from "./Receipt";
import { ToTheBox } from "./ToTheBox";
import { texts } from "../texts";

export function Side() {
  const now = turn.value?.case;
  return (
    // It scrolls by itself, which a keyboard can only do from inside.
    <aside id="side" aria-label={texts().form.side} tabIndex={0}>
      {/* On a phone the tabs do this. */}
      <a class="skip" href="#materialtitle">{texts().form.skip}</a>
      {now && <Correction now={now} />}
      {now && <Receipt now={now} />}
      <FormPanel now={now} closed={(now?.receipt !== undefined && !now.correction) || elsewhere.value} />
      <Materials now={now} />
      <ToTheBox />
    </aside>
  );
}
