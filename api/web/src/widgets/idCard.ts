// A resident ID number. Source: GB 11643-1999.

import { answered, bare, wrong, type Composed } from "./composed";
import { daysIn } from "./date";
import { texts } from "../texts";

const LENGTH = 18;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = "10X98765432";

export const wholeIdCard = (typed: string): boolean => bare(typed).length >= LENGTH;

export function composeIdCard(typed: string): Composed {
  const says = texts().faults.idCard;
  const id = bare(typed);
  if (!id) return wrong(says.empty);
  if (!/^[\dX]*$/.test(id)) return wrong(says.letters);
  if (id.length === 15) return wrong(says.old);
  if (id.length < LENGTH) return wrong(texts().faults.tooShort(LENGTH - id.length, LENGTH));
  if (id.length > LENGTH) return wrong(texts().faults.tooLong(id.length - LENGTH, LENGTH));
  if (id.slice(0, -1).includes("X")) return wrong(says.x);
  if (id.startsWith("0")) return wrong(says.first);
  const [year, month, day] = [id.slice(6, 10), id.slice(10, 12), id.slice(12, 14)];
  if (!isDay(Number(year), Number(month), Number(day))) return wrong(says.born(year, month, day));
  // The right digit is not named: it would lead to a number that fits and is somebody else's.
  if (CHECKS[sum(id) % 11] !== id[LENGTH - 1]) return wrong(says.check);
  return answered(id);
}

function sum(id: string): number {
  return WEIGHTS.reduce((total, weight, at) => total + weight * Number(id[at]), 0);
}

/** Nobody was born before 1900 or after today. */
function isDay(year: number, month: number, day: number): boolean {
  const real = year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  return real && new Date(year, month - 1, day) <= new Date();
}
