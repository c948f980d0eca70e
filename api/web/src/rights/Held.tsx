// What others hold about who is signed in: their licences, their earlier applications, and what was looked up for this matter.

import { useEffect, useState } from "preact/hooks";
import { Press } from "../components/Press";
import { elsewhere } from "../state/consent";
import { begun, current } from "../state/conversation";
import { who } from "../state/who";
import { texts } from "../texts";
import { Fault } from "../transport/call";
import { lookedUp, takeBack, type LookedUp } from "../transport/held";
import { Dossier } from "./Dossier";
import { Licences } from "./Licences";

export function Held() {
  if (!who.value) return <p>{texts().held.signInFirst}</p>;
  return (
    <>
      {begun() && !elsewhere.value && <Here conversation={current()!} />}
      <Licences />
      <Dossier />
    </>
  );
}

/** What was looked up for the matter at hand; nothing is said where nothing was. */
function Here({ conversation }: { conversation: string }) {
  const says = texts().held;
  const [now, have] = useState<LookedUp | null>(null);
  const [why, tell] = useState("");
  const [said, say] = useState("");
  // Where it cannot be told, there is nothing to take back here.
  const load = () => lookedUp(conversation).then(have, () => have(null));
  useEffect(() => void load(), []);
  const end = async () => {
    if (!now || !confirm(now.handed_in ? says.sureLate : says.sureBack(now.labels.join("、")))) return;
    tell("");
    await takeBack(conversation).then(() => say(says.back), (fault) => tell(fault instanceof Fault ? fault.message : texts().rights.failed));
    await load();
  };
  if (!now?.withdrawable) return <p role="status">{said}</p>;
  return (
    <section aria-labelledby="lookeduptitle">
      <h3 id="lookeduptitle">{says.here}</h3>
      <p lang="zh-CN">{now.labels.length ? now.labels.join("、") : says.nothingFound}</p>
      <p role="alert" class="fault">{why}</p>
      <Press act={end}>{says.takeBack}</Press>
    </section>
  );
}
