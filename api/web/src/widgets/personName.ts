// A person's name. What it is written with is told here; whether the first character is a surname, the server knows.

import { tidy, within, wrong, type Composed } from "./composed";
import type { Limits } from "../turn";
import { texts } from "../texts";

const HAN = "\\u3400-\\u9fff\\u{20000}-\\u{2ebef}";
const CHINESE = new RegExp(`^[${HAN}]+$`, "u");
/** 迪丽热巴·迪力木拉提: up to four parts. */
const DOTTED = new RegExp(`^[${HAN}]{1,12}(·[${HAN}]{1,12}){1,3}$`, "u");
const LATIN = /^[A-Za-z][A-Za-zÀ-ɏ.'-]*( [A-Za-z][A-Za-zÀ-ɏ.'-]*){1,4}$/;
const STRANGE = new RegExp(`[^${HAN}A-Za-zÀ-ɏ·.' -]`, "u");
/** 「王先生」 has no given name. */
const TITLED = /^.?(总|董|先生|女士|小姐|太太|老板娘?|师傅|老师|经理|主任|店长|会计|阿姨|大姐|大哥|医生)$/;
const NOBODY = ["本人", "自己", "我自己", "我们", "没有", "老板", "法人", "负责人", "待定", "不知道"];
/** Characters without a dot; longer names have one. */
const LONGEST = 6;

export function composePersonName(typed: string, limits: Limits = {}): Composed {
  const says = texts().faults.personName;
  const name = written(typed);
  if (!name) return wrong(says.empty);
  if (/\d/.test(name)) return wrong(says.digits);
  if (/[、,，/;；]/.test(name)) return wrong(says.several);
  if (STRANGE.test(name)) return wrong(says.letters);
  if (NOBODY.includes(name) || TITLED.test(name)) return wrong(says.title);
  if (CHINESE.test(name)) {
    if ([...name].length < 2) return wrong(says.short);
    return [...name].length > LONGEST ? wrong(says.long) : within(name, limits);
  }
  if (name.includes("·")) return DOTTED.test(name) ? within(name, limits) : wrong(says.dot);
  return LATIN.test(name) ? within(name, limits) : wrong(/[A-Za-z]/.test(name) && !/[\u3400-\u9fff]/.test(name) ? says.latin : says.mixed);
}

/** One kind of dot, and no spaces between characters: 「张 三」. */
const written = (typed: string): string => {
  const name = tidy(typed).replace(/^[。.,，]+|[。.,，]+$/g, "").trim();
  return /[\u3400-\u9fff]/.test(name) ? name.replace(/[•‧∙・]|\.(?=[\u3400-\u9fff])/g, "·").replace(/ /g, "") : name;
};
