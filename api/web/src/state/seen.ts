// The latest turn whose messages are on this tab's page, so that a reload shows none of them twice; and whose turn it was.

const KEY = "daoban.seq";
const OF = "daoban.shown";

/** Null when no turn of the conversation was shown. */
export function seen(): number | null {
  const known = sessionStorage.getItem(KEY);
  return known === null ? null : Number(known);
}

export function saw(seq: number, conversation: string | null): void {
  sessionStorage.setItem(KEY, String(seq));
  sessionStorage.setItem(OF, conversation ?? "");
}

export function sawNothing(): void {
  sessionStorage.removeItem(KEY);
}

/** Whether what this tab shows is of another conversation than this one. */
export function sawAnother(conversation: string | null): boolean {
  const shown = sessionStorage.getItem(OF);
  return Boolean(shown && conversation) && shown !== conversation;
}
