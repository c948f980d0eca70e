// 长辈版 can read aloud what Daoban says. Only by a voice of the device itself: others send the words to their maker.

import { effect, signal } from "@preact/signals";
import { care } from "./care";
import type { Line } from "./line";
import { lines } from "./lines";
import { wordsOf } from "./words";

/** Whether the device has a voice that speaks Chinese. */
export const hasVoice = signal(false);
export const aloud = signal(false);

const speech: SpeechSynthesis | undefined = window.speechSynthesis;
let heard = 0;

const voice = (): SpeechSynthesisVoice | undefined =>
  speech?.getVoices().find(({ localService, lang }) => localService && /^(zh|cmn)/i.test(lang));

export function watchVoices(): void {
  const look = () => (hasVoice.value = voice() !== undefined);
  look();
  // Voices may be there only some time after the page.
  speech?.addEventListener?.("voiceschanged", look);
  effect(() => {
    if (!aloud.value || !care.value) return hush();
    const latest = lines.value;
    for (const line of latest.filter(({ number, kind }) => number > heard && kind !== "own")) say(line);
    heard = latest[latest.length - 1]?.number ?? 0;
  });
}

/** Begins with what was said since the applicant spoke last. */
export function readAloud(): void {
  const own = lines.value.filter(({ kind }) => kind === "own");
  heard = own[own.length - 1]?.number ?? 0;
  aloud.value = !aloud.value;
}

function say(line: Line): void {
  const utterance = new SpeechSynthesisUtterance(wordsOf(line));
  utterance.lang = "zh-CN";
  utterance.voice = voice() ?? null;
  speech!.speak(utterance);
}

function hush(): void {
  speech?.cancel();
}
