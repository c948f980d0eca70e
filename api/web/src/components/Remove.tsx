// Takes an item out of a list, once what that does has been seen and said yes to.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { change, current } from "../state/conversation";
import { byKeyboard } from "../state/open";
import { texts } from "../texts";
import { previewOf, type Preview } from "../transport/editing";
import { Effect } from "./Effect";
import { Press } from "./Press";

interface Props {
  /** The item's address, what it is called, and what is said when it goes. */
  item: string;
  name: string;
  said: string;
}

export function Remove({ item, name, said }: Props) {
  const says = texts().form;
  const box = useRef<HTMLDivElement>(null);
  const [effect, tell] = useState<Preview | null>(null);
  // The one button is gone, the other two have come.
  useLayoutEffect(() => {
    if (effect) box.current!.querySelector<HTMLElement>("button:last-of-type")!.focus();
  }, [effect]);
  const make = (event: MouseEvent, seen?: Preview) => {
    // The item goes, and this button with it: who uses a keyboard goes on above, or at what is asked next.
    byKeyboard.value = event.detail === 0;
    box.current!.closest("section[aria-labelledby]")?.querySelector<HTMLElement>("h2")?.focus();
    tell(null);
    change({ fact: item, value: null, previewed: seen?.seq }, said, seen?.ask_again.length === 0);
  };
  const weigh = async (event: MouseEvent) => {
    const told = await previewOf(current()!, item, null);
    // What it does cannot be learnt now: the conversation asks before it does it.
    told?.accepted ? tell(told) : make(event);
  };
  const keep = () => {
    tell(null);
    setTimeout(() => box.current?.querySelector("button")?.focus());
  };
  return (
    <div class="remove" ref={box} onKeyDown={(event) => event.key === "Escape" && effect && keep()}>
      {effect ? (
        <Effect
          effect={effect}
          make={(event) => make(event, effect)}
          keep={keep}
          says={{ effect: says.removing(name), change: says.remove, keep: says.keepItem }}
        />
      ) : (
        <Press label={says.removeOf(name)} act={weigh}>{says.remove}</Press>
      )}
    </div>
  );
}
