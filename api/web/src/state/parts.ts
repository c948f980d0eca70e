// What stands in a section of the form: fields by themselves, and items of lists with all that is told of each.

import type { Field, List } from "../turn";

export interface Placed extends Field {
  pointer: string;
}

export interface Part {
  /** The item's address; absent where the fields belong to none. */
  item?: string;
  fields: Placed[];
}

/** 「food_safety_staff[2].name」 belongs to the item 「food_safety_staff[2]」. */
const ITEM = /^([^[]+\[[^\]]+\])\./;
/** What an item is known by: of a person the name and the number of a paper, of a vehicle its plate. */
const TELLING = 3;

/** In the order of the form: fields in a row that belong to no item are one part, and so is each item. */
export function partsOf(fields: Placed[]): Part[] {
  const parts: Part[] = [];
  for (const field of fields) {
    const item = ITEM.exec(field.fact)?.[1];
    const last = parts[parts.length - 1];
    const home = item === undefined ? (last?.item === undefined ? last : undefined) : parts.find((part) => part.item === item);
    if (home) home.fields.push(field);
    else parts.push(item === undefined ? { fields: [field] } : { item, fields: [field] });
  }
  return parts;
}

/** Which of which list an item is; null where its list does not count now. */
export function placeOf(item: string, lists: List[]): { label: string; number: number } | null {
  const list = lists.find(({ items }) => items.includes(item));
  return list ? { label: list.label, number: list.items.indexOf(item) + 1 } : null;
}

/** An item in few words: the first that is told of it. */
export function brief(item: string, fields: Field[]): string {
  const own = fields.filter(({ fact, display }) => fact.startsWith(`${item}.`) && display);
  return [...new Map(own.map(({ fact, display }) => [fact, display])).values()].slice(0, TELLING).join("，");
}
