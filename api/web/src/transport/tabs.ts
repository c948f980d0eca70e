// What the tabs of a browser tell each other about the conversation they share.

import type { Scope, Turn } from "../turn";

export interface Told {
  conversation: string | null;
  turn?: Turn;
  /** A message, by its id, that the server will not take, and why. */
  refused?: { message: string; why: string; gone: boolean };
  /** What the applicant has agreed to. */
  agreed?: Scope[];
  /** Whether what waits gets through. */
  trouble?: boolean;
  /** Somebody does not want to wait for the next try. */
  hurry?: true;
}

const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("daoban");

export const tellTabs = (told: Told): void => channel?.postMessage(told);

export function hearTabs(hear: (told: Told) => void): void {
  channel?.addEventListener("message", (event: MessageEvent<Told>) => hear(event.data));
}
