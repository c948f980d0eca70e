// A screen of its own in front of the conversation; null: the conversation.

import { signal } from "@preact/signals";
import { view } from "./view";

export type Screen = "drafts" | "handover" | "data" | "take" | "signin" | "held";

/** The address that a code of another device leads to. */
const CODE = /^\/r\/([\w-]+)$/;

/** The code that this page was opened with; it is spent only when somebody says so. */
export const code = CODE.exec(location.pathname)?.[1] ?? null;
export const screen = signal<Screen | null>(code ? "take" : null);

/** Where a keyboard goes on, in each part that a screen may have stood in front of. */
const ENTRY = { chat: "text", form: "formtitle", materials: "materialtitle", check: "checktitle" };

/** Back to what the screen stood in front of. */
export function leaveScreen(): void {
  screen.value = null;
  setTimeout(() => document.getElementById(ENTRY[view.value])?.focus());
}
