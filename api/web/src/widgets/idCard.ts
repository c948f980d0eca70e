// A resident ID number. Source: GB 11643-1999.

import { answered, narrow, wrong, type Composed } from "./composed";
import { daysIn } from "./date";

const LENGTH = 18;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = "10X98765432";

export const wholeIdCard = (typed: string): boolean => bare(typed).length >= LENGTH;

export function composeIdCard(typed: string): Composed {
  const id = bare(typed);
  if (!id) return wrong("请填身份证号码，一共 18 位。");
  if (!/^[\dX]*$/.test(id)) return wrong("身份证号码只有数字，最后一位可能是 X。");
  if (id.length === 15) return wrong("这是老的 15 位号码，请填新证上的 18 位号码。");
  if (id.length < LENGTH) return wrong(`还差 ${LENGTH - id.length} 位，一共 18 位。`);
  if (id.length > LENGTH) return wrong(`多了 ${id.length - LENGTH} 位，一共 18 位。`);
  if (id.slice(0, -1).includes("X")) return wrong("X 只会在最后一位。");
  const [year, month, day] = [id.slice(6, 10), id.slice(10, 12), id.slice(12, 14)];
  if (!isDay(Number(year), Number(month), Number(day))) return wrong(`第 7 到 14 位是出生日期，没有 ${year}年${month}月${day}日 这一天。`);
  // The right digit is not named: it would lead to a number that fits and is somebody else's.
  if (CHECKS[sum(id) % 11] !== id[LENGTH - 1]) return wrong("最后一位是校验位，和前面 17 位对不上：多半有一位写错了，请对照证件再看一遍。");
  return answered(id);
}

const bare = (typed: string): string => narrow(typed).replace(/-/g, "").toUpperCase();

function sum(id: string): number {
  return WEIGHTS.reduce((total, weight, at) => total + weight * Number(id[at]), 0);
}

function isDay(year: number, month: number, day: number): boolean {
  return year >= 1900 && year <= new Date().getFullYear() && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}
