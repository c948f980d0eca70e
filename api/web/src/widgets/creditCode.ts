// A unified social credit code. Source: GB 32100-2015.

import { answered, narrow, wrong, type Composed } from "./composed";

const LENGTH = 18;
const CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/** Letters that a code never has, and what they were most likely read from. */
const LIKE: Record<string, string> = { O: "数字 0", I: "数字 1", Z: "数字 2", S: "数字 5", V: "字母 U 或 Y" };

export const wholeCreditCode = (typed: string): boolean => bare(typed).length >= LENGTH;

export function composeCreditCode(typed: string): Composed {
  const code = bare(typed);
  if (!code) return wrong("请填统一社会信用代码，在营业执照上，一共 18 位。");
  const never = [...code].find((letter) => letter in LIKE);
  if (never) return wrong(`信用代码里没有字母 ${never}，多半是${LIKE[never]}。`);
  if ([...code].some((letter) => !CHARACTERS.includes(letter))) return wrong("信用代码只有数字和大写字母。");
  if (code.length === 15 && /^\d+$/.test(code)) return wrong("这是老的 15 位注册号，请填执照上 18 位的统一社会信用代码。");
  if (code.length < LENGTH) return wrong(`还差 ${LENGTH - code.length} 位，一共 18 位。`);
  if (code.length > LENGTH) return wrong(`多了 ${code.length - LENGTH} 位，一共 18 位。`);
  const total = WEIGHTS.reduce((sum, weight, at) => sum + weight * CHARACTERS.indexOf(code[at]!), 0);
  if (CHARACTERS[(31 - (total % 31)) % 31] !== code[LENGTH - 1]) {
    return wrong("最后一位是校验位，和前面 17 位对不上：多半有一位写错了，请对照执照再看一遍。");
  }
  return answered(code);
}

const bare = (typed: string): string => narrow(typed).replace(/-/g, "").toUpperCase();
