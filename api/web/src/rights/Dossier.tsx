// What was applied for before, and what of it serves again; each can be let go.

import { useEffect, useState } from "preact/hooks";
import { Press } from "../components/Press";
import { officeDay } from "../state/moment";
import { texts } from "../texts";
import { Fault } from "../transport/call";
import { dossier, forget, type Application } from "../transport/held";

export function Dossier() {
  const says = texts();
  const [all, have] = useState<Application[] | null>(null);
  const [why, tell] = useState("");
  const failed = (fault: unknown) => tell(fault instanceof Fault ? fault.message : says.rights.failed);
  const load = () => dossier().then((told) => have(told.applications), failed);
  useEffect(() => void load(), []);
  const drop = async (one: Application) => {
    if (!confirm(says.held.sureForget(one.title))) return;
    tell("");
    await forget(one.reference).then(load, failed);
  };
  return (
    <section aria-labelledby="dossiertitle">
      <h3 id="dossiertitle">{says.held.dossier}</h3>
      <p class="quiet">{says.held.dossierIs}</p>
      <p role="alert" class="fault">{why}</p>
      {!all && !why && <p role="status">{says.rights.loading}</p>}
      {all?.length === 0 && <p>{says.held.noEarlier}</p>}
      <ul class="drafts">{all?.map((one) => <One key={one.reference} one={one} drop={() => drop(one)} />)}</ul>
    </section>
  );
}

function One({ one, drop }: { one: Application; drop: () => void }) {
  const says = texts().held;
  return (
    <li>
      <p lang="zh-CN"><strong>{one.title}</strong></p>
      <p class="quiet">{says.accepted(officeDay(one.accepted))} · {one.reference}</p>
      <details>
        <summary>{says.facts(one.facts.length)}</summary>
        <dl>
          {one.facts.map(({ label, display, reuse }) => (
            <div key={label}>
              <dt lang="zh-CN">{label}</dt>
              <dd lang="zh-CN">{display}</dd>
              <dd class="quiet">{says.reuse[reuse]}</dd>
            </div>
          ))}
        </dl>
      </details>
      <Press act={drop} label={says.forgetOf(one.title)}>{says.forget}</Press>
    </li>
  );
}
