// Everything that is stored of this matter: to see, take along, correct, and end.

import { useEffect, useState } from "preact/hooks";
import { Press } from "../components/Press";
import { agreed, elsewhere } from "../state/consent";
import { begun, current, drop, leave } from "../state/conversation";
import { turn } from "../state/open";
import { leaveScreen } from "../state/screen";
import { view } from "../state/view";
import { texts } from "../texts";
import { Fault } from "../transport/call";
import { dataAddress, decide, erase, notice, ownData, type OwnData } from "../transport/rights";
import { day, minute } from "../state/moment";

export function Data() {
  const says = texts();
  const [data, have] = useState<OwnData | null>(null);
  const [why, tell] = useState("");
  const [gone, went] = useState("");
  const load = () => ownData(current()!).then(have, () => tell(says.rights.failed));
  useEffect(() => {
    if (begun()) load();
  }, []);
  const tried = async (act: () => Promise<void>) => {
    tell("");
    await act().catch((fault) => tell(fault instanceof Fault ? fault.message : says.rights.failed));
  };
  const remove = () => tried(async () => {
    const { receipt } = turn.value?.case ?? {};
    const title = turn.value?.case.applications[0]?.title ?? says.drafts.untitled;
    if (!confirm(receipt ? says.drafts.sureReceived(title) : says.drafts.sure(title))) return;
    const { kept_at_intake: kept } = await erase(current()!);
    drop();
    went(kept ? says.data.stays(kept) : says.data.removed);
  });
  const withdraw = () => tried(async () => {
    const { consent } = await decide(current()!, "declined", ["personal", "sensitive"], (await notice()).version);
    agreed.value = consent;
    tell(says.data.withdrawn);
    await load();
  });
  if (gone) {
    return (
      <>
        <p role="status">{gone}</p>
        <Press main act={leave}>{says.page.again}</Press>
      </>
    );
  }
  if (!begun()) return <p>{says.data.nothing}</p>;
  return (
    <>
      <p>{says.data.explain}</p>
      <p role="alert" class="fault">{why}</p>
      {data ? <Stored data={data} withdraw={elsewhere.value ? null : withdraw} /> : !why && <p role="status">{says.rights.loading}</p>}
      <div class="acts">
        <a class="weui-btn weui-btn_default" href={dataAddress(current()!)} download="daoban-data.json">{says.data.download}</a>
        {!elsewhere.value && <Press act={correct}>{says.data.correct}</Press>}
        {!elsewhere.value && <Press act={remove}>{says.data.remove}</Press>}
      </div>
    </>
  );
}

function correct() {
  leaveScreen();
  view.value = "form";
}

function Stored({ data, withdraw }: { data: OwnData; withdraw: (() => void) | null }) {
  const says = texts().data;
  return (
    <>
      <p class="quiet">{day(data.conversation.created)} – {minute(data.conversation.updated)} · {says.turns(data.turns.length)} · {says.handedIn(data.handed_in.length)}{data.files && ` · ${says.files(data.files.length)}`}</p>
      <details open>
        <summary>{says.answers(data.answers.length)}</summary>
        <dl>
          {data.answers.map((one) => (
            <div key={one.fact}>
              <dt lang="zh-CN">{one.label}</dt>
              <dd lang="zh-CN">{one.display}</dd>
              <dd class="quiet">{says.from(says.sources[one.source] ?? one.source, minute(one.at))}</dd>
            </div>
          ))}
        </dl>
      </details>
      {data.consents.length > 0 && (
        <section>
          <h3>{says.consents}</h3>
          <ul>
            {data.consents.map((one) => (
              <li key={one.at + one.scope}>{says.scopes[one.scope]}：{one.decision === "agreed" ? says.agreed : says.declined}<span class="quiet">（{minute(one.at)}，{one.version}）</span></li>
            ))}
          </ul>
          {withdraw && agreed.value.length > 0 && <Press act={withdraw}>{says.withdraw}</Press>}
        </section>
      )}
    </>
  );
}
