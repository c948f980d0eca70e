// 长辈版: larger type and stronger colours, kept for this browser.

import { effect, signal } from "@preact/signals";

const KEY = "daoban.care";
const MODE = "data-weui-mode";

export const care = signal(localStorage.getItem(KEY) === "yes");

/** WeUI looks for its mode at the body; the size of the type hangs on the root. */
export function applyCare(): void {
  effect(() => {
    for (const element of [document.documentElement, document.body]) {
      if (care.value) element.setAttribute(MODE, "care");
      else element.removeAttribute(MODE);
    }
    if (care.value) localStorage.setItem(KEY, "yes");
    else localStorage.removeItem(KEY);
  });
}
