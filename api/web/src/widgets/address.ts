// An address in Shanghai: its parts put in order as they are written on a licence.

import { answered, narrow, wrong, type Composed } from "./composed";
import { texts } from "../texts";

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
  const says = texts().faults.address;
  const { district, road, number, floor, room } = { ...given, ...trimmed(given) };
  if (!DISTRICTS.includes(district)) return wrong(says.district);
  if (!road) return wrong(says.road);
  if (/^[\d-]+$/.test(road)) return wrong(says.digits);
  if (!number) return wrong(says.number);
  if (!/\d|[一二三四五六七八九十]/.test(number)) return wrong(says.noFigure);
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
