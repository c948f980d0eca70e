// By whom one can sign in, who is signed in, and the end of it.

import { call, CONVERSATIONS } from "./call";

export interface Provider {
  id: string;
  label: string;
  demo: boolean;
}

/** `name` and `number` are masked. `firm`: for whom they act; null: for themselves. */
export interface Who {
  name: string;
  number: string;
  verified: boolean;
  provider: string;
  firm: string | null;
  role: string | null;
  until: string | null;
}

const ROOT = "/api/v1";

/** None where nobody can be asked. */
export async function providers(): Promise<Provider[]> {
  return (await got<Provider[]>("/sign-in")) ?? [];
}

/** Null where nobody is signed in. */
export const session = (): Promise<Who | null> => got<Who>("/session");

/** The conversation is from now on that of who is signed in. Throws Fault with the words why not. */
export const bind = (conversation: string): Promise<Who> => call("POST", `/${conversation}/identity`, undefined, CONVERSATIONS);

export async function signOut(): Promise<boolean> {
  try {
    return (await fetch(`${ROOT}/sign-out`, { method: "POST", cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

/** The way to a provider, and from there back to the page. */
export const wayTo = (provider: string): string => `${ROOT}/sign-in/${encodeURIComponent(provider)}?back=/`;

async function got<Answer>(path: string): Promise<Answer | null> {
  try {
    const response = await fetch(ROOT + path, { cache: "no-store" });
    return response.status === 200 ? await response.json() : null;
  } catch {
    return null;
  }
}
