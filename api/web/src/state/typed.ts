// What is typed into the box for free text and not sent: it outlives a reload of this tab.

const KEY = "daoban.typed";

export const typed = (): string => sessionStorage.getItem(KEY) ?? "";

export function keepTyped(text: string): void {
  if (text) sessionStorage.setItem(KEY, text);
  else sessionStorage.removeItem(KEY);
}
