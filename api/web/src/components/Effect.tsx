// What an edit would do besides, and whether to make it.

import { texts } from "../texts";
import type { Preview } from "../transport/editing";
import { Press } from "./Press";

const PARTS = ["ask_again", "parked", "restored", "added", "removed"] as const;

interface Props {
  effect: Preview;
  make: (event: MouseEvent) => void;
  keep: () => void;
  /** The answer as it will be then. */
  becomes?: string;
  /** What is to be done, and what its two buttons say; without it an answer is changed. */
  says?: { effect: string; change: string; keep: string };
}

export function Effect({ effect, make, keep, becomes, says }: Props) {
  const { effects, ...form } = texts().form;
  const told = says ?? form;
  return (
    <div class="effect" role="group" aria-label={told.effect}>
      {becomes && <p lang="zh-CN"><strong>{becomes}</strong></p>}
      <p role="status">{told.effect}</p>
      <ul>
        {PARTS.filter((part) => effect[part].length).map((part) => (
          <li key={part}>{effects[part]}{effect[part].join("、")}</li>
        ))}
        {effect.outcome && <li>{effect.outcome}</li>}
      </ul>
      <Press main act={make}>{told.change}</Press>
      <Press act={keep}>{told.keep}</Press>
    </div>
  );
}
