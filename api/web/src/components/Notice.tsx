// Before anything of a person is asked: what happens with it, and their word.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { agreed, decided, declined, held } from "../state/consent";
import { current, send } from "../state/conversation";
import { byKeyboard } from "../state/open";
import { texts } from "../texts";
import { decide, notice, type Notice as Told } from "../transport/rights";
import type { Scope } from "../turn";
import { Press } from "./Press";

/** What puts a question off, in the language that conversations are held in. */
const LATER = "等会儿补";
/** Milliseconds before the notice is asked for again. */
const AGAIN = 1000;

export function Notice({ scopes }: { scopes: Scope[] }) {
  const says = texts().consent;
  const [told, have] = useState<Told | null>(null);
  const [why, tell] = useState("");
  const title = useRef<HTMLHeadingElement>(null);
  const load = async () => {
    try {
      have(await notice());
    } catch {
      // Without it there is no way on.
      setTimeout(load, AGAIN);
    }
  };
  useEffect(() => void load(), []);
  useLayoutEffect(() => {
    // Not its button: the next key would agree to what was not read.
    if (byKeyboard.value) title.current!.focus({ preventScroll: true });
  }, []);
  const say = async (decision: "agreed" | "declined") => {
    try {
      const { consent } = await decide(current()!, decision, scopes, told!.version);
      if (!decided(scopes, consent)) document.getElementById("text")?.focus({ preventScroll: true });
    } catch {
      // The notice may have changed meanwhile: it is read anew.
      tell(texts().rights.failed);
      load();
    }
  };
  const before = scopes.every((scope) => declined.value.includes(scope));
  const most = scopes.includes("personal") ? "personal" : "sensitive";
  return (
    <section id="notice" class="card" aria-labelledby="noticetitle">
      <h2 id="noticetitle" tabIndex={-1} ref={title}>{most === "personal" ? says.title : says.titleSensitive}</h2>
      {held.value && <p>{says.kept}</p>}
      <div role="status">{before && !held.value ? <p>{says.declined}</p> : <Words told={told} scopes={scopes} />}</div>
      <p><a href="/privacy" target="_blank" rel="noopener">{says.more}</a></p>
      <div class="acts">
        <Press main disabled={!told} act={() => say("agreed")}>{says.agree}</Press>
        {before && !held.value ? <Press act={() => send({ text: LATER }, LATER)}>{says.later}</Press> : <Press disabled={!told} act={() => say("declined")}>{says.decline}</Press>}
      </div>
      <p class="fault" role="alert">{why}</p>
    </section>
  );
}

function Words({ told, scopes }: { told: Told | null; scopes: Scope[] }) {
  if (!told) return <p>{texts().rights.loading}</p>;
  const words = scopes.filter((scope) => !agreed.value.includes(scope)).flatMap((scope) => told.short[scope]);
  return <ul lang="zh-CN">{words.map((text) => <li key={text}>{text}</li>)}</ul>;
}
