// An address in Shanghai: its parts put in order as they are written on a licence.

import { answered, narrow, wrong, type Composed } from "./composed";

/** The sixteen districts. Source: GB/T 2260. */
export const DISTRICTS = [
  "黄浦区", "徐汇区", "长宁区", "静安区", "普陀区", "虹口区", "杨浦区", "闵行区",
  "宝山区", "嘉定区", "浦东新区", "金山区", "松江区", "青浦区", "奉贤区", "崇明区",
];

export interface Address {
  district: string;
  road: string;
  number: string;
  floor: string;
  room: string;
}

export function composeAddress(given: Address): Composed {
  const { district, road, number, floor, room } = { ...given, ...trimmed(given) };
  if (!DISTRICTS.includes(district)) return wrong("请选在哪个区；不在上海的，把地址写在下面的框里。");
  if (!road) return wrong("请填路名，例如 南京西路。");
  if (/^[\d-]+$/.test(road)) return wrong("路名不会只有数字；号码填在「门牌号」里。");
  if (!number) return wrong("请填门牌号，例如 1234。");
  if (!/\d|[一二三四五六七八九十]/.test(number)) return wrong("门牌号里要有数字，例如 1234 或 77弄5。");
  return answered(district + road + ending(number, "号", /[号弄幢栋]$/) + ending(floor, "楼", /[楼层]$/) + ending(room, "室", /[室铺号座]$/));
}

function trimmed(given: Address): Address {
  const parts = Object.entries(given).map(([name, text]) => [name, narrow(text)]);
  const all = Object.fromEntries(parts);
  // Whoever writes the district before the road as well means it once.
  return { ...all, road: all.road.replace(/^上海市?/, "").replace(given.district, "") };
}

/** 「3」 is 3楼, 「B1层」 stays as it is. */
function ending(text: string, unit: string, had: RegExp): string {
  return !text || had.test(text) ? text : text + unit;
}
