// A code for another device, as long as it lasts.

import { useEffect, useState } from "preact/hooks";
import { Press } from "../components/Press";
import { elsewhere } from "../state/consent";
import { begun, current } from "../state/conversation";
import { texts } from "../texts";
import { Fault } from "../transport/call";
import { codeState, newCode, type Code } from "../transport/rights";
import { grouped } from "./digitsOf";
import { useSeconds } from "./useSeconds";

/** Milliseconds between looks at whether it was taken. */
const LOOK = 2000;

export function HandOver() {
  const says = texts();
  const [code, have] = useState<Code | null>(null);
  const [why, tell] = useState("");
  const issue = () => {
    tell("");
    newCode(current()!).then(have, (fault) => tell(fault instanceof Fault ? fault.message : says.rights.failed));
  };
  useEffect(() => {
    if (begun() && !elsewhere.value) issue();
  }, []);
  if (elsewhere.value) return <p role="status">{says.handover.taken}</p>;
  if (!begun()) return <p>{says.handover.nothing}</p>;
  return (
    <>
      <p class="fault" role="alert">{why}</p>
      {code ? <Waiting key={code.url} code={code} again={issue} /> : !why && <p role="status">{says.rights.loading}</p>}
    </>
  );
}

function Waiting({ code, again }: { code: Code; again: () => void }) {
  const says = texts().handover;
  const left = useSeconds(code.seconds);
  const over = left <= 0;
  useEffect(() => {
    if (over) return;
    const looking = setInterval(async () => {
      const { state } = await codeState(current()!).catch(() => ({ state: "" }));
      if (state === "taken") elsewhere.value = true;
    }, LOOK);
    return () => clearInterval(looking);
  }, [over]);
  if (over) {
    return (
      <>
        <p role="status">{says.ended}</p>
        <Press main act={again}>{says.again}</Press>
      </>
    );
  }
  return (
    <>
      <p>{says.how}</p>
      <img class="qr" src={code.qr} alt={says.qr} width={220} height={220} />
      <p>{says.digits}：<strong id="digitcode">{grouped(code.code)}</strong></p>
      {code.wechat !== undefined && <InWeChat picture={code.wechat} digits={grouped(code.code)} />}
      <p role="timer">{says.left(Math.floor(left / 60), left % 60)}</p>
      <p class="quiet">{says.identity}</p>
    </>
  );
}

function InWeChat({ picture, digits }: { picture: string; digits: string }) {
  const says = texts().handover;
  return (
    <>
      {picture && <p>{says.wechat}</p>}
      {picture && <img class="qr" src={picture} alt={says.wechatQr} width={220} height={220} />}
      <p>{says.say(digits)}</p>
    </>
  );
}
