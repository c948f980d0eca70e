// The latest turn whose messages are on this tab's page, so that a reload shows none of them twice.

const KEY = "daoban.seq";

export function isNew(seq: number): boolean {
  const known = sessionStorage.getItem(KEY);
  return known === null || seq > Number(known);
}

export function saw(seq: number): void {
  sessionStorage.setItem(KEY, String(seq));
}

export function sawNothing(): void {
  sessionStorage.removeItem(KEY);
}
