// One request to the conversations' API, and what its failure means.

import { signal } from "@preact/signals";
import type { Scope } from "../turn";

export const CONVERSATIONS = "/api/v1/conversations";
const PATIENCE = 40000;

/** `final`: the same request again would fail again. `gone`: there is no such conversation any more. */
export class Fault extends Error {
  readonly final: boolean;
  readonly gone: boolean;

  readonly code: string;

  constructor(message: string, final: boolean, gone: boolean, code = "") {
    super(message);
    this.code = code;
    this.final = final;
    this.gone = gone;
  }
}

/** Why the latest request was refused, where that is for the page to settle and not for who asked. */
export const refusal = signal<{ code: string; scopes: Scope[] } | null>(null);

/** The answer's JSON. Throws Fault on a refusal; whatever fetch or the JSON throws when the answer did not arrive whole. */
export async function call<Answer>(method: string, path: string, body?: unknown, root = CONVERSATIONS): Promise<Answer> {
  const options: RequestInit = { method, credentials: "same-origin", cache: "no-store", ...limit() };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers = { "Content-Type": "application/json" };
  }
  const response = await fetch(root + path, options);
  const answer = await response.json();
  if (response.ok) return answer;
  if (response.status === 403) refusal.value = { code: answer.title, scopes: answer.scopes ?? [] };
  const again = response.status >= 500 || [408, 425, 429].includes(response.status);
  throw new Fault(answer.detail, !again, path !== "" && [401, 404].includes(response.status), answer.title ?? "");
}

/** Older browsers cannot set a time limit; they wait as long as the network lets them. */
function limit(): RequestInit {
  return "timeout" in AbortSignal ? { signal: AbortSignal.timeout(PATIENCE) } : {};
}
