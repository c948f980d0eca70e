// The phone's own Back: from another part or a screen it leads to the conversation, and only from there off the page.

import { effect } from "@preact/signals";
import { screen } from "./screen";
import { view } from "./view";

const away = (): boolean => view.value !== "chat" || screen.value !== null;
const marked = (): boolean => history.state?.away === true;
const mark = (): void => history.pushState({ away: true }, "");

/** Keeps one entry of the browser's history for wherever else one is than at the conversation. */
export function keepBack(): void {
  // Who leaves by a button takes the entry back too; that is told as if Back had been pressed.
  let byButton = false;
  effect(() => {
    if (away() && !marked()) mark();
    else if (!away() && marked() && !byButton) {
      byButton = true;
      history.back();
    }
  });
  addEventListener("popstate", () => {
    if (marked()) return;
    const turned = byButton && away();
    byButton = false;
    if (turned) return mark();
    screen.value = null;
    view.value = "chat";
  });
}
