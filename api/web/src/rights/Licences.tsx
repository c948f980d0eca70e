// The licences of who is signed in, and one of them shown (亮证): a code that somebody who checks takes once.

import { useEffect, useState } from "preact/hooks";
import { Press } from "../components/Press";
import { officeDay } from "../state/moment";
import { texts } from "../texts";
import { Fault } from "../transport/call";
import { licences, show, type Holder, type Licence } from "../transport/held";
import { useSeconds } from "./useSeconds";

export function Licences() {
  const says = texts();
  const [holders, have] = useState<Holder[] | null>(null);
  const [why, tell] = useState("");
  const load = () => {
    tell("");
    licences().then((told) => have(told.holders), (fault) => tell(fault instanceof Fault ? fault.message : says.rights.failed));
  };
  useEffect(load, []);
  return (
    <section aria-labelledby="licencestitle">
      <h3 id="licencestitle">{says.held.licences}</h3>
      <p role="alert" class="fault">{why}</p>
      {why && <Press act={load}>{says.held.again}</Press>}
      {!holders && !why && <p role="status">{says.rights.loading}</p>}
      {holders?.map((holder) => <Of key={holder.number} holder={holder} />)}
    </section>
  );
}

function Of({ holder }: { holder: Holder }) {
  const says = texts().held;
  return (
    <div class="part">
      <p lang="zh-CN"><strong>{holder.name}</strong> <span class="quiet">{holder.number}</span></p>
      {holder.licences.length === 0 && <p>{says.none}</p>}
      <ul class="drafts">{holder.licences.map((one) => <One key={one.identifier} one={one} />)}</ul>
    </div>
  );
}

function One({ one }: { one: Licence }) {
  const says = texts().held;
  const [shown, expose] = useState<{ qr: string; seconds: number } | null>(null);
  const [why, tell] = useState("");
  const hold = () => {
    tell("");
    show(one.identifier).then(expose, (fault) => tell(fault instanceof Fault ? fault.message : texts().rights.failed));
  };
  const until = one.valid_until ? says.until(officeDay(one.valid_until)) : says.noEnd;
  return (
    <li>
      <p lang="zh-CN"><strong>{one.title}</strong>{one.number && ` ${one.number}`}</p>
      <p class="quiet"><span class={one.status === "valid" ? "mark" : "fault"}>{says.statuses[one.status]}</span> · {until} · <span lang="zh-CN">{one.office}</span>{one.invented && ` · ${says.invented}`}</p>
      <p role="alert" class="fault">{why}</p>
      {shown && <Code key={shown.qr} shown={shown} title={one.title} />}
      {one.status === "valid" && <Press act={hold} label={shown ? undefined : says.showOf(one.title)}>{shown ? says.anew : says.show}</Press>}
    </li>
  );
}

function Code({ shown, title }: { shown: { qr: string; seconds: number }; title: string }) {
  const says = texts().held;
  const left = useSeconds(shown.seconds);
  if (left <= 0) return <p role="status">{says.over}</p>;
  return (
    <>
      <img class="qr" src={shown.qr} alt={says.qr(title)} width={240} height={240} />
      <p role="timer">{says.left(left)}</p>
    </>
  );
}
