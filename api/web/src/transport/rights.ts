// What applicants have a right to: their list, another device, their data and its end.

import type { Progress, Scope } from "../turn";
import { call, CONVERSATIONS } from "./call";

export interface Draft {
  id: string;
  held: "here" | "elsewhere" | "identity";
  updated: string;
  kept_until?: string;
  title: string;
  stage: string;
  progress: Progress;
  asking: string;
  submission?: string;
  receipt?: { reference: string };
}

export interface Code {
  code: string;
  url: string;
  qr: string;
  expires: string;
  seconds: number;
  /** A picture that leads into the account of WeChat, empty where there is none; not there without an account. */
  wechat?: string;
}

export interface OwnData {
  conversation: { id: string; created: string; updated: string; identity: string | null };
  answers: { fact: string; label: string; display: string; source: string; at: string; absence: string | null }[];
  turns: unknown[];
  consents: { scope: Scope; decision: "agreed" | "declined"; version: string; at: string }[];
  handed_in: unknown[];
  files?: unknown[];
}

export interface Notice {
  version: string;
  short: Record<Scope, string[]>;
  page: string;
}

const ROOT = "/api/v1";

export const drafts = (): Promise<Draft[]> => call("GET", "/drafts", undefined, ROOT);
export const notice = (): Promise<Notice> => call("GET", "/privacy", undefined, ROOT);
export const newCode = (id: string): Promise<Code> => call("POST", `/${id}/handover`);
export const codeState = (id: string): Promise<{ state: string }> => call("GET", `/${id}/handover`);
export const take = (code: { token: string } | { code: string }): Promise<{ id: string }> => call("POST", "/handover", code, ROOT);
export const takeBack = (id: string): Promise<unknown> => call("POST", `/${id}/resume`, {});
export const ownData = (id: string): Promise<OwnData> => call("GET", `/${id}/data`);
export const erase = (id: string): Promise<{ kept_at_intake: string | null }> => call("DELETE", `/${id}`);
export const dataAddress = (id: string): string => `${CONVERSATIONS}/${id}/data`;

export const decide = (id: string, decision: string, scopes: Scope[], version: string): Promise<{ consent: Scope[] }> =>
  call("POST", `/${id}/consent`, { decision, scopes, version });
