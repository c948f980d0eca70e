// A screen of its own in front of the conversation; null: the conversation.

import { signal } from "@preact/signals";

export type Screen = "drafts" | "handover" | "data" | "take";

/** The address that a code of another device leads to. */
const CODE = /^\/r\/([\w-]+)$/;

/** The code that this page was opened with; it is spent only when somebody says so. */
export const code = CODE.exec(location.pathname)?.[1] ?? null;
export const screen = signal<Screen | null>(code ? "take" : null);

/** Back to the conversation, where a keyboard goes on. */
export function leaveScreen(): void {
  screen.value = null;
  setTimeout(() => document.getElementById("text")?.focus());
}
