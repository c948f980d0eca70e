// Which themes a few typed words find.

import type { Item, Theme } from "../transport/themes";

const MOST = 12;

/** Themes whose title or words hold what was typed (full-width letters as well), or are held by it; those named by their title first. */
export function found(items: Item[], typed: string): Theme[] {
  const wanted = typed.normalize("NFKC").replace(/\s/g, "").toLowerCase();
  if (!wanted) return [];
  const all = new Map(items.flatMap((item) => item.themes).map((theme) => [theme.id, theme]));
  const ranked = [...all.values()].map((theme) => ({ theme, rank: rankOf(theme, wanted) }));
  return ranked
    .filter(({ rank }) => rank > 0)
    .sort((one, other) => other.rank - one.rank)
    .slice(0, MOST)
    .map(({ theme }) => theme);
}

/** 3: the title holds it; 2: a word holds it; 1: it holds a word, as 「我想开奶茶店」 holds 奶茶; 0: neither. */
function rankOf({ title, words }: Theme, wanted: string): number {
  if (title.toLowerCase().includes(wanted)) return 3;
  const lower = words.map((word) => word.toLowerCase());
  if (lower.some((word) => word.includes(wanted))) return 2;
  return lower.some((word) => word.length > 1 && wanted.includes(word)) ? 1 : 0;
}
