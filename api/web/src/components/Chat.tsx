import { elsewhere, needed, wished } from "../state/consent";
import { asking } from "../state/open";
import { Answer } from "./Answer";
import { Composer } from "./Composer";
import { Elsewhere } from "./Elsewhere";
import { Helped } from "./Helped";
import { Log } from "./Log";
import { Notice } from "./Notice";
import { texts } from "../texts";
import type { Scope } from "../turn";

export function Chat() {
  return (
    <section id="chat" aria-label={texts().page.chat}>
      <Log />
      <Helped />
      {elsewhere.value ? <Elsewhere /> : needed.value.length ? <Notice key={needed.value.join()} scopes={needed.value} /> : <Answer />}
      {!elsewhere.value && !needed.value.length && wished.value.length > 0 && <Wished scopes={wished.value} />}
      {!elsewhere.value && <Composer />}
    </section>
  );
}

/** Folded where something else is open: on a phone the clerk's words must still be seen. */
function Wished({ scopes }: { scopes: Scope[] }) {
  return (
    <details id="wished" open={!asking.value}>
      <summary>{texts().consent.wished}</summary>
      <Notice key={scopes.join()} scopes={scopes} />
    </details>
  );
}
