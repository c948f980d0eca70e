// What a list holds so far, while it is asked whether there is more: each item with a way to take it out.

import { brief } from "../state/parts";
import { turn } from "../state/open";
import { texts } from "../texts";
import { Remove } from "./Remove";

/** More than these push the question out of a phone's sight. */
const OPEN = 3;

export function Roster({ fact }: { fact: string | null }) {
  const now = turn.value?.case;
  const list = now?.lists?.find((one) => one.fact === fact);
  if (!now || !list) return null;
  const says = texts().form;
  const fields = now.applications.flatMap((one) => Object.values(one.fields));
  return (
    <details class="roster" open={list.items.length <= OPEN} lang="zh-CN">
      <summary>{says.listed(list.label, list.items.length)}</summary>
      <ol>
        {list.items.map((item, at) => (
          <li key={item}>
            <span>{brief(item, fields)}</span>
            <Remove item={item} name={says.item(list.label, at + 1)} said={texts().chat.removing(list.label, at + 1)} />
          </li>
        ))}
      </ol>
    </details>
  );
}
