// On a phone: which part to look at.

import { turn } from "../state/open";
import { view, type View } from "../state/view";
import { Press } from "./Press";

export function Tabs() {
  const now = turn.value?.case;
  const filled = now?.applications.reduce((sum, one) => sum + Object.keys(one.fields).length, 0);
  return (
    <nav aria-label="看哪一块">
      <Tab show="chat" name="对话" />
      <Tab show="form" name="申请表" count={filled} />
      <Tab show="materials" name="材料" count={now?.materials.length} />
    </nav>
  );
}

function Tab({ show, name, count }: { show: View; name: string; count?: number }) {
  return (
    <Press data={show} pressed={view.value === show} act={() => (view.value = show)}>
      {name}
      {count ? <span class="count"> {count}</span> : null}
    </Press>
  );
}
