// Which part a phone shows; a desk shows all of them, but for the check before handing in, which has the page to itself.

import { signal } from "@preact/signals";

export type View = "chat" | "form" | "materials" | "check";

export const view = signal<View>("chat");
