import type { Line } from "../state/line";
import { wordsOf } from "../state/words";
import { texts } from "../texts";

/** 【section】label：value；… and 材料：name；… are a heading with a list. */
const SECTION = /^【([^】]*)】(.*)$/;
const LISTED = /^(材料|拿到证以后还要做)：(.*)$/;
/** A semicolon inside brackets belongs to the item. */
const BETWEEN = /；(?![^（]*）)/;

/** `latest`: the applicant's own last line, which says that it has got through. */
export function LogLine({ line, latest }: { line: Line; latest: boolean }) {
  return (
    <li class={line.kind} data-state={latest ? texts().chat.sent : undefined}>
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
