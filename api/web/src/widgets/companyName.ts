// The name of a firm or a shop, as its licence has it.

import { tidy, within, wrong, type Composed } from "./composed";
import type { Limits } from "../turn";
import { texts } from "../texts";

const SHORTEST = 2;
const LONGEST = 100;
const NOT_YET = ["没有", "无", "待定", "不知道", "没想好", "还没想好", "还没起", "没起名", "随便", "同上", "暂无"];

export function composeCompanyName(typed: string, limits: Limits = {}): Composed {
  const says = texts().faults.companyName;
  const name = written(typed);
  if (!name) return wrong(says.empty);
  if (NOT_YET.includes(name)) return wrong(says.notYet);
  if (/^[0-9A-Z]{15,}$/.test(name)) return wrong(says.code);
  if (!/[\u3400-\u9fffA-Za-z]/.test(name)) return wrong(says.letters);
  if (/[,，。;；]/.test(name)) return wrong(says.sentence);
  if (/[<>{}\\|^`=]/.test(name)) return wrong(says.strange);
  if ([...name].length < SHORTEST) return wrong(says.short);
  if ([...name].length > LONGEST) return wrong(texts().faults.longest(LONGEST));
  return within(name, limits);
}

/** Chinese names have Chinese brackets on their licence; what was copied around the name falls off. */
function written(typed: string): string {
  const name = tidy(typed)
    .replace(/^[「『“"《\s]+|[」』”"》\s。，,.；;]+$/g, "")
    .replace(/([\u3400-\u9fff]) (?=[\u3400-\u9fff])/g, "$1");
  return /[\u3400-\u9fff]/.test(name) ? name.replace(/\(/g, "（").replace(/\)/g, "）") : name;
}
