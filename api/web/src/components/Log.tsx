// What was said. New lines are told by screen readers and never take the focus.

import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { needed } from "../state/consent";
import { recalling } from "../state/earlier";
import { care } from "../state/care";
import { lines } from "../state/lines";
import { view } from "../state/view";
import { outbox } from "../transport/outbox";
import { offered } from "../state/open";
import { Earlier } from "./Earlier";
import { LogLine } from "./LogLine";
import { Unsent } from "./Unsent";
import { Themes } from "./Themes";
import { texts } from "../texts";

/** Pixels of the line before that stay in sight. */
const ABOVE = 12;

export function Log() {
  const log = useRef<HTMLDivElement>(null);
  // What is asked of a person comes after what they are told of it.
  const shown = needed.value.length && lines.value[lines.value.length - 1]?.kind === "question" ? lines.value.slice(0, -1) : lines.value;
  const latestOwn = shown.map((line) => line.kind).lastIndexOf("own");
  const before = useRef<{ latest?: Element | null; height: number }>({ height: 0 });
  useLayoutEffect(() => {
    const now = { latest: latestOf(log.current!), height: log.current!.scrollHeight };
    now.latest === before.current.latest ? stay(log.current!, now.height - before.current.height) : follow(log.current!);
    before.current = now;
  }, [lines.value, outbox.value]);
  // Whoever comes back to the conversation, or makes it larger, is where it goes on.
  useEffect(() => {
    if (view.value === "chat") follow(log.current!);
  }, [view.value, care.value]);
  // Whatever opens below the log, a widget or a phone's keyboard, makes it shorter.
  useEffect(() => {
    const observer = new ResizeObserver(() => scroll(log.current!));
    observer.observe(log.current!);
    return () => observer.disconnect();
  }, []);
  return (
    // Whoever scrolls with the keyboard has to be able to stand on what scrolls.
    <div class="log" role="log" aria-live={recalling.value ? "off" : "polite"} aria-label={texts().chat.log} tabIndex={0} ref={log}>
      <Earlier />
      <ol id="log" lang="zh-CN">
        {shown.map((line, at) => <LogLine key={line.message ?? line.number} line={line} latest={at === latestOwn} />)}
        {outbox.value.map((item) => <Unsent key={item.body.client_msg_id} item={item} />)}
      </ol>
      {offered.value.length > 0 && <Themes />}
    </div>
  );
}

/** The latest line is in sight; of one longer than the window, its beginning. */
function scroll(log: HTMLElement) {
  const latest = latestOf(log);
  if (latest) log.scrollTop = Math.min(log.scrollHeight, latest.offsetTop - ABOVE);
}

/** What was in sight stays there, `added` pixels having come above it. */
function stay(log: HTMLElement, added: number) {
  (getComputedStyle(log).overflowY === "visible" ? document.documentElement : log).scrollTop += added;
}

/** On a low window the whole page scrolls, but only for something new: not when an applicant opens a list. */
function follow(log: HTMLElement) {
  if (getComputedStyle(log).overflowY !== "visible") scroll(log);
  else requestAnimationFrame(() => latestOf(log)?.scrollIntoView());
}

const latestOf = (log: HTMLElement) => log.querySelector<HTMLElement>("#log > li:last-child");
