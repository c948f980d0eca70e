// How an answer in the form is put in, and what changing it would do.

import type { Asking } from "../turn";
import { call } from "./call";

/** What an edit would do, in the labels that the form has. */
export interface Preview {
  seq: number;
  accepted: boolean;
  why_not: string[];
  ask_again: string[];
  parked: string[];
  restored: string[];
  added: string[];
  removed: string[];
  outcome?: string;
}

/** Null where it cannot be learnt now: then words do, and the conversation tells what the edit does. */
export const fieldOf = (id: string, fact: string): Promise<Asking | null> =>
  call<Asking>("GET", `/${id}/fields/${encodeURIComponent(fact)}`).catch(() => null);

export const previewOf = (id: string, fact: string, value: unknown): Promise<Preview | null> =>
  call<Preview>("POST", `/${id}/preview`, { edit: { fact, value } }).catch(() => null);
