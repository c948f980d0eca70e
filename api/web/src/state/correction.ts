// What an office wants put right: which answers may be changed meanwhile, and what the officer says of each.

import type { Correction, Point } from "../turn";
import { turn } from "./open";

export const corrections = (): Correction[] => turn.value?.case.correction ?? [];

/** The points about an answer, by its question or by its place in a form. */
export const pointsAt = (fact: string, pointer?: string): Point[] =>
  corrections().flatMap(({ points }) => points).filter((one) => one.facts.includes(fact) || (!!pointer && one.pointer === pointer));

/** The points about a material. */
export const pointsOf = (material: string): Point[] =>
  corrections().flatMap(({ points }) => points).filter((one) => one.material === material);

/** Whether the answer may be changed: everything until it is handed in, then what is to be put right. */
export function mayChange(fact: string): boolean {
  const open = corrections();
  return !open.length || open.some(({ editable }) => editable.some((key) => key === fact || key.startsWith(`${fact}.`) || fact.startsWith(`${key}[`)));
}
