// Before the first message: what can be applied for, to look through or to search.

import { useState } from "preact/hooks";
import { send } from "../state/conversation";
import { found } from "../state/found";
import { offered } from "../state/open";
import type { Theme } from "../transport/themes";
import { Press } from "./Press";
import { texts } from "../texts";

export function Themes() {
  const says = texts().themes;
  const [typed, type] = useState("");
  const hits = found(offered.value, typed);
  return (
    <section id="themes" aria-label={says.region}>
      <label for="find">{says.find}</label>
      <input id="find" class="weui-input" type="search" placeholder={says.hint} value={typed} onInput={(event) => type(event.currentTarget.value)} />
      <p class="hidden" role="status">{typed.trim() && (hits.length ? says.found(hits.length) : says.none)}</p>
      {hits.length > 0 && <Cards themes={hits} />}
      {typed.trim() && !hits.length ? <p class="quiet">{says.noneMore}</p> : null}
      {!typed.trim() && offered.value.map((item) => (
        <details key={item.id}>
          <summary>{says.group(item.title, item.themes.length)}</summary>
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
