// In which language the page itself speaks.

import { signal } from "@preact/signals";
import { zh, type Texts } from "./zh";

export type Language = "zh" | "en";

const spoken = signal<{ language: Language; texts: Texts }>({ language: "zh", texts: zh });

/** The page's words. A component that reads them is drawn anew when the language changes. */
export const texts = (): Texts => spoken.value.texts;
export const language = (): Language => spoken.value.language;

/** The page speaks this language from now on; English is fetched when it is first wanted. */
export async function speak(wanted: Language): Promise<void> {
  spoken.value = wanted === "en" ? { language: "en", texts: (await import("./en")).en } : { language: "zh", texts: zh };
}
