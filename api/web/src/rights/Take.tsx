// What a code's address opens: nothing is spent until somebody says so, so that whoever only looks at a link changes nothing.

import { useState } from "preact/hooks";
import { Press } from "../components/Press";
import { code } from "../state/screen";
import { texts } from "../texts";
import { Taking } from "./Taking";

export function Take() {
  const says = texts().handover;
  const [sure, confirmed] = useState(false);
  return (
    <>
      <p>{says.explain}</p>
      {sure && <Taking code={{ token: code! }} failed={() => {}} />}
      <div class="acts">
        {!sure && <Press main act={() => confirmed(true)}>{says.confirm}</Press>}
        <Press act={() => location.replace("/")}>{says.home}</Press>
      </div>
    </>
  );
}
