// The language of the page, kept for this browser.

import { effect } from "@preact/signals";
import { language, speak, texts } from "../texts";

const KEY = "daoban.language";

export function applyLanguage(): void {
  effect(() => {
    document.documentElement.lang = language() === "en" ? "en" : "zh-CN";
    document.title = texts().page.title;
  });
  if (localStorage.getItem(KEY) === "en") turnTo("en");
}

export function otherLanguage(): void {
  turnTo(language() === "en" ? "zh" : "en");
}

/** A script that does not arrive leaves the language as it was. */
function turnTo(wanted: "zh" | "en"): void {
  speak(wanted).then(
    () => (wanted === "en" ? localStorage.setItem(KEY, "en") : localStorage.removeItem(KEY)),
    () => undefined,
  );
}
