// What was said. New lines are told by screen readers and never take the focus.

import { useLayoutEffect, useRef } from "preact/hooks";
import { lines } from "../state/lines";
import { asking, people, trouble } from "../state/open";
import { outbox } from "../transport/outbox";
import { LogLine } from "./LogLine";

/** Pixels of the line before that stay in sight. */
const ABOVE = 12;

export function Log() {
  const log = useRef<HTMLDivElement>(null);
  const unsent = new Set(outbox.value.map((item) => item.body.client_msg_id));
  // Whatever opens below the log makes it shorter.
  useLayoutEffect(() => scroll(log.current!), [lines.value, asking.value, trouble.value, people.value]);
  return (
    // Whoever scrolls with the keyboard has to be able to stand on what scrolls.
    <div class="log" role="log" aria-live="polite" aria-label="消息" tabIndex={0} ref={log}>
      <ol id="log">
        {lines.value.map((line) => (
          <LogLine key={line.number} line={line} unsent={line.message !== undefined && unsent.has(line.message)} />
        ))}
      </ol>
    </div>
  );
}

/** The latest line is in sight; of one longer than the window, its beginning. */
function scroll(log: HTMLElement) {
  const latest = log.firstElementChild!.lastElementChild as HTMLElement | null;
  if (latest) log.scrollTop = Math.min(log.scrollHeight, latest.offsetTop - ABOVE);
}
