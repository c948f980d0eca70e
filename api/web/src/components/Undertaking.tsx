// What may be undertaken instead of handing a material in now: the full text first, then a yes to it; and the way back.

import { useState } from "preact/hooks";
import { send } from "../state/conversation";
import { texts } from "../texts";
import type { Material, Offer } from "../turn";
import { Press } from "./Press";

export function Undertakings({ material: { id, label, how, offers } }: { material: Material }) {
  const says = texts().materials;
  const back = () => send({ undertake: { material: id, how: "upload" } }, says.tookBack(label));
  if (offers.some((one) => one.how === how)) return <Press label={says.takeBackOf(label)} act={back}>{says.takeBack}</Press>;
  // Another text is another promise: whoever agreed to the one before has not agreed to it.
  return <>{offers.map((one) => <OneOffer key={one.version} material={id} label={label} offer={one} />)}</>;
}

function OneOffer({ material, label, offer }: { material: string; label: string; offer: Offer }) {
  const { how, text, basis, certain, days, version } = offer;
  const says = texts().materials;
  const way = says.ways[how];
  const [agreed, agree] = useState(false);
  return (
    <details class="undertaking">
      <summary aria-label={`${way.offer}：${label}`}>{way.offer}</summary>
      <blockquote lang="zh-CN">{text}</blockquote>
      {days > 0 && <p>{says.within(days)}</p>}
      <p class="quiet" lang="zh-CN">{says.basis(basis)}</p>
      {!certain && <p class="quiet">{says.uncertain}</p>}
      <p class="quiet">{says.ordinary}</p>
      <label class="agree">
        <input type="checkbox" checked={agreed} onChange={(event) => agree(event.currentTarget.checked)} />
        {says.agree}
      </label>
      <Press main disabled={!agreed} act={() => agreed && send({ undertake: { material, how, version } }, way.said(label))}>{way.offer}</Press>
    </details>
  );
}
