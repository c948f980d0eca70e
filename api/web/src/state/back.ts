// A phone's Back leaves what lies in front of the conversation before it leaves the page.

import { effect } from "@preact/signals";
import { code, screen } from "./screen";
import { view } from "./view";

/** How many things lie in front: a part of its own, and a screen before that. */
const inFront = (): number => Number(view.value !== "chat") + Number(screen.value !== null);

/** How many the browser's history knows of. It may know of more: what was closed on the page leaves its entry there. */
const known = (): number => (history.state as { inFront?: number } | null)?.inFront ?? 0;

/** Only where fingers point: a new entry takes the place of who goes through the page by keyboard. */
export function followBack(): void {
  if (code || !matchMedia("(pointer: coarse)").matches) return;
  effect(() => {
    for (let next = known() + 1; next <= inFront(); next += 1) history.pushState({ inFront: next }, "");
  });
  addEventListener("popstate", () => {
    if (known() < inFront() && screen.value !== null) screen.value = null;
    if (known() < inFront()) view.value = "chat";
  });
}
