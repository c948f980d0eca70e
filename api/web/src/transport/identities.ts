// The made-up identities of a demonstration; none where there are none.

export interface Identity {
  id: string;
  label: string;
}

export async function identities(): Promise<Identity[]> {
  try {
    const response = await fetch("/api/v1/identities", { cache: "no-store" });
    return response.ok ? await response.json() : [];
  } catch {
    return [];
  }
}

/** Whether the browser is signed in as this identity. */
export async function signIn(identity: string): Promise<boolean> {
  try {
    const headers = { "Content-Type": "application/json" };
    return (await fetch("/api/v1/session", { method: "POST", headers, body: JSON.stringify({ identity }) })).ok;
  } catch {
    return false;
  }
}
