// What the server takes; asked for when somebody may upload something.

import { signal } from "@preact/signals";
import { call } from "../transport/call";

/** Bytes of the largest file; null until it is known, and then the server says so itself. */
export const largest = signal<number | null>(null);
let asked = false;

export async function learnLimits(): Promise<void> {
  if (asked) return;
  asked = true;
  try {
    largest.value = (await call<{ size: number }>("GET", "", undefined, "/api/v1/uploads")).size;
  } catch {
    asked = false;
  }
}
