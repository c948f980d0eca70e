// In place of the answer where another device goes on.

import { useState } from "preact/hooks";
import { current, goTo } from "../state/conversation";
import { texts } from "../texts";
import { Fault } from "../transport/call";
import { takeBack } from "../transport/rights";
import { Press } from "./Press";

export function Elsewhere() {
  const says = texts().rights;
  const [why, tell] = useState("");
  const back = async () => {
    try {
      await takeBack(current()!);
      goTo(current());
    } catch (fault) {
      tell(fault instanceof Fault ? fault.message : says.failed);
    }
  };
  return (
    <section id="elsewhere" class="card" aria-label={says.elsewhere}>
      <p role="status">{says.elsewhere}</p>
      <Press main act={back}>{says.here}</Press>
      <p class="fault" role="alert">{why}</p>
    </section>
  );
}
