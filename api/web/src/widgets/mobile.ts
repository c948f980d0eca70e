// A mobile number of the mainland.

import { answered, narrow, wrong, type Composed } from "./composed";

const LENGTH = 11;

export const wholeMobile = (typed: string): boolean => bare(typed).length >= LENGTH;

export function composeMobile(typed: string): Composed {
  const number = bare(typed);
  if (!number) return wrong("请填手机号，一共 11 位。");
  if (!/^\d+$/.test(number)) return wrong("手机号只有数字。");
  if (!/^1/.test(number)) return wrong("手机号以 1 开头；座机请写在下面的框里。");
  if (number.length < LENGTH) return wrong(`还差 ${LENGTH - number.length} 位，一共 11 位。`);
  if (number.length > LENGTH) return wrong(`多了 ${number.length - LENGTH} 位，一共 11 位。`);
  if (!/^1[3-9]/.test(number)) return wrong("没有这样开头的手机号，请再看一遍。");
  return answered(number);
}

const bare = (typed: string): string => narrow(typed).replace(/^(\+|00)86/, "").replace(/-/g, "");
