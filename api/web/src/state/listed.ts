// A line of the conversation that is a heading with a list: what was answered in a section of the form, or the materials.

export interface Listed {
  heading: string;
  items: string[];
}

/** 【section】label：value；label：value */
const SECTION = /^【([^】]*)】(.*)$/;
/** 材料：name；name */
const NAMES = /^(材料|拿到证以后还要做)：(.*)$/;
/** A semicolon inside brackets belongs to the item. */
const BETWEEN_NAMES = /；(?![^（]*）)/;
/** One that no label follows belongs to the value: 「热食；冷食」. */
const BETWEEN_VALUES = /；(?![^（]*）)(?=[^；：]{1,40}：)/;

/** Null where the line is none. */
export function listedIn(text: string): Listed | null {
  const section = SECTION.exec(text);
  const [, heading, rest] = section ?? NAMES.exec(text) ?? [];
  if (heading === undefined) return null;
  return { heading, items: rest!.split(section ? BETWEEN_VALUES : BETWEEN_NAMES).filter(Boolean) };
}
