// What others hold about who is signed in: licences, earlier applications, and what was looked up for this matter.

import { call } from "./call";

export interface Licence {
  identifier: string;
  title: string;
  office: string;
  status: "valid" | "not_yet" | "expired" | "superseded" | "recalled" | "revoked";
  /** Masked where it is a person's; null: the library tells none. */
  number: string | null;
  issued: string;
  valid_until: string | null;
  certain: boolean;
  invented: boolean;
}

export interface Holder {
  kind: "person" | "firm";
  name: string;
  number: string;
  licences: Licence[];
}

export interface Application {
  reference: string;
  title: string;
  accepted: string;
  facts: { label: string; display: string; reuse: "free" | "confirm" }[];
}

/** `labels`: the answers that go when the consent is taken back. */
export interface LookedUp {
  withdrawable: boolean;
  handed_in: boolean;
  labels: string[];
}

const ROOT = "/api/v1";

export const licences = (): Promise<{ holders: Holder[] }> => call("GET", "/licences", undefined, ROOT);
export const show = (identifier: string): Promise<{ qr: string; seconds: number }> =>
  call("POST", `/licences/${encodeURIComponent(identifier)}/showing`, undefined, ROOT);
export const dossier = (): Promise<{ applications: Application[] }> => call("GET", "/dossier", undefined, ROOT);
export const forget = (reference: string): Promise<unknown> => call("DELETE", `/dossier/${encodeURIComponent(reference)}`, undefined, ROOT);
export const lookedUp = (conversation: string): Promise<LookedUp> => call("GET", `/${conversation}/exchange`);
export const takeBack = (conversation: string): Promise<unknown> => call("DELETE", `/${conversation}/exchange`);
