// What an edit would do besides, and whether to make it.

import { texts } from "../texts";
import type { Preview } from "../transport/editing";
import { Press } from "./Press";

const PARTS = ["ask_again", "parked", "restored", "added", "removed"] as const;

export function Effect({ effect, make, keep }: { effect: Preview; make: () => void; keep: () => void }) {
  const says = texts().form;
  return (
    <div class="effect" role="group" aria-label={says.effect}>
      <p role="status">{says.effect}</p>
      <ul>
        {PARTS.filter((part) => effect[part].length).map((part) => (
          <li key={part}>{says.effects[part]}{effect[part].join("、")}</li>
        ))}
        {effect.outcome && <li>{effect.outcome}</li>}
      </ul>
      <Press main act={make}>{says.change}</Press>
      <Press act={keep}>{says.keep}</Press>
    </div>
  );
}
