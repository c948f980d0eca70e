import type { Line } from "../state/line";
import { listedIn } from "../state/listed";
import { wordsOf } from "../state/words";
import { texts } from "../texts";

/** `latest`: the applicant's own last line, which says that it has got through. */
export function LogLine({ line, latest }: { line: Line; latest: boolean }) {
  return (
    <li class={line.kind} data-state={latest ? texts().chat.sent : undefined}>
      <span class="hidden">{speaker(line.kind)}</span>
      {wordsOf(line).split("\n").map((text) => <Part text={text} />)}
      {line.help && <p class="help">{line.help}</p>}
    </li>
  );
}

function speaker(kind: string): string {
  const says = texts().chat;
  return kind === "own" ? says.you : kind === "clerk" ? says.clerk : says.daoban;
}

function Part({ text }: { text: string }) {
  const found = listedIn(text);
  if (!found) return <p>{text}</p>;
  return (
    <details>
      <summary>{`${found.heading}（${found.items.length}）`}</summary>
      <ul>{found.items.map((item) => <li>{item}</li>)}</ul>
    </details>
  );
}
