// Which part a phone shows; a desk shows all of them.

import { signal } from "@preact/signals";

export type View = "chat" | "form" | "materials";

export const view = signal<View>("chat");
