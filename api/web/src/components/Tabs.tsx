// On a phone: which part to look at.

import { turn } from "../state/open";
import { view, type View } from "../state/view";
import { goToAnswer } from "./Answer";
import { Press } from "./Press";
import { texts } from "../texts";

export function Tabs() {
  const says = texts().page;
  const now = turn.value?.case;
  const filled = now?.applications.reduce((sum, one) => sum + Object.keys(one.fields).length, 0);
  return (
    <nav aria-label={says.parts}>
      <Tab show="chat" name={says.chat} />
      <Tab show="form" name={says.form} count={filled} />
      <Tab show="materials" name={says.materials} count={now?.materials.length} />
    </nav>
  );
}

/** By keyboard it is a long way from here through all that was said. */
function turnTo(show: View, byKeyboard: boolean) {
  view.value = show;
  if (show === "chat" && byKeyboard) setTimeout(goToAnswer);
}

function Tab({ show, name, count }: { show: View; name: string; count?: number }) {
  return (
    <Press data={show} pressed={view.value === show} act={(event) => turnTo(show, event.detail === 0)}>
      {name}
      {count ? <span class="count"> {count}</span> : null}
    </Press>
  );
}
