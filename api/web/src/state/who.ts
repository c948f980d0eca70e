// Who is signed in in this browser.

import { signal } from "@preact/signals";
import { CONVERSATION } from "../transport/talk";
import { Fault } from "../transport/call";
import { bind, providers, session, signOut, type Provider, type Who } from "../transport/session";
import { texts } from "../texts";
import { begun, leave } from "./conversation";
import { put } from "./lines";

/** The conversation that somebody went to sign in from: only that one becomes theirs, and no other that lies here. */
const FROM = "daoban.signing-in";

export const ways = signal<Provider[]>([]);
export const who = signal<Who | null>(null);

export const conversation = (): string | null => localStorage.getItem(CONVERSATION);

/** Looks who is signed in, and gives them the conversation they came from. */
export async function lookWho(): Promise<void> {
  ways.value = await providers();
  if (!ways.value.length) return;
  await seeWho();
  const from = sessionStorage.getItem(FROM);
  sessionStorage.removeItem(FROM);
  if (!who.value || !from || from !== conversation()) return;
  try {
    await bind(from);
  } catch (fault) {
    put("rejection", fault instanceof Fault ? fault.message : texts().rights.failed);
  }
}

/** Looks who is signed in now. */
export async function seeWho(): Promise<void> {
  who.value = await session();
}

/** Before the page is left for a provider's. */
export function goingToSignIn(): void {
  const now = conversation();
  if (now) sessionStorage.setItem(FROM, now);
}

/** Nobody is signed in here, and nothing of the conversation stands on the page for whoever comes next. */
export async function leaveSession(): Promise<void> {
  if (!(await signOut())) return put("rejection", texts().rights.failed);
  who.value = null;
  if (begun()) leave();
}
