import type { Line } from "../state/lines";
import { wordsOf } from "../state/words";
import { texts } from "../texts";

/** 【section】label：value；… and 材料：name；… are a heading with a list. */
const SECTION = /^【([^】]*)】(.*)$/;
const LISTED = /^(材料|拿到证以后还要做)：(.*)$/;
/** A semicolon inside brackets belongs to the item. */
const BETWEEN = /；(?![^（]*）)/;

export function LogLine({ line, unsent }: { line: Line; unsent: boolean }) {
  return (
    <li class={unsent ? `${line.kind} unsent` : line.kind}>
      <span class="hidden">{line.kind === "own" ? texts().chat.you : texts().chat.daoban}</span>
      {wordsOf(line).split("\n").map((text) => <Part text={text} />)}
      {line.help && <p class="help">{line.help}</p>}
    </li>
  );
}

function Part({ text }: { text: string }) {
  const found = SECTION.exec(text) ?? LISTED.exec(text);
  if (!found) return <p>{text}</p>;
  const items = found[2]!.split(BETWEEN).filter(Boolean);
  return (
    <details>
      <summary>{`${found[1]}（${items.length}）`}</summary>
      <ul>{items.map((item) => <li>{item}</li>)}</ul>
    </details>
  );
}
