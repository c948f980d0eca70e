// Before the first message: what can be applied for, to look through or to search.

import { useState } from "preact/hooks";
import { send } from "../state/conversation";
import { found } from "../state/found";
import { offered } from "../state/open";
import type { Theme } from "../transport/themes";
import { Press } from "./Press";

export function Themes() {
  const [typed, type] = useState("");
  const hits = found(offered.value, typed);
  return (
    <section id="themes" aria-label="可以办的事">
      <label for="find">搜一搜要办的事</label>
      <input id="find" class="weui-input" type="search" placeholder="奶茶、理发、药店……" value={typed} onInput={(event) => type(event.currentTarget.value)} />
      <p class="hidden" role="status">{typed.trim() && (hits.length ? `找到 ${hits.length} 项` : "没有找到")}</p>
      {hits.length > 0 && <Cards themes={hits} />}
      {typed.trim() && !hits.length ? <p class="quiet">没有找到。在下面用自己的话说也可以。</p> : null}
      {!typed.trim() && offered.value.map((item) => (
        <details key={item.id}>
          <summary>{item.title}（{item.themes.length}）</summary>
          <Cards themes={item.themes} />
        </details>
      ))}
    </section>
  );
}

/** Pressing one says its title, as the applicant might. */
function Cards({ themes }: { themes: Theme[] }) {
  return (
    <div class="cards">
      {themes.map(({ id, title }) => (
        <Press key={id} act={() => send({ text: title }, title)}>{title}</Press>
      ))}
    </div>
  );
}
