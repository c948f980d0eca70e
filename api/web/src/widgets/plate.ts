// The plate of a vehicle. Source: GA 36-2018.

import { bare, within, wrong, type Composed } from "./composed";
import type { Limits } from "../turn";
import { texts } from "../texts";

const PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
/** Behind the letter of the place: five characters, of electric cars six. */
const ORDINARY = /^[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳]$/;
const ELECTRIC = /^([A-HJ-NP-Z][A-HJ-NP-Z0-9]\d{4}|\d{5}[A-HJ-NP-Z])$/;
const FEWEST = 7;
const MOST = 8;

export const wholePlate = (typed: string): boolean => bare(typed).length >= FEWEST;

export function composePlate(typed: string, limits: Limits = {}): Composed {
  const says = texts().faults.plate;
  const plate = bare(typed);
  const [province = "", place = "", ...rest] = plate;
  if (!plate) return wrong(says.empty);
  if (!PROVINCES.includes(province)) return wrong(says.province);
  if (/[IO]/.test(plate)) return wrong(says.never);
  if (!/[A-Z]/.test(place)) return wrong(says.place);
  if (plate.length < FEWEST) return wrong(says.short(FEWEST - plate.length));
  if (plate.length > MOST) return wrong(says.long(plate.length - MOST));
  const behind = rest.join("");
  if (!ORDINARY.test(behind) && !ELECTRIC.test(behind)) return wrong(plate.length === MOST ? says.electric : says.letters);
  return within(plate, limits);
}
