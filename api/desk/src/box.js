// The box that an answer is typed into: words as the applicant says them, or the numbers of what there is to choose from.

import { element } from "../../studio/src/dom.js";

const SEVERAL = /[\s,，、]+/;

/**
 * A form for the field. `take` is called with what was typed: a text, the value of the options whose numbers were typed,
 * null for 「没有」 where it need not be answered, undefined for nothing. Says `done` once it was taken.
 */
export function boxFor(field, take) {
  const options = field.kind === "boolean" ? [{ value: true, label: "是" }, { value: false, label: "否" }] : field.options ?? [];
  const form = element("form");
  const input = Object.assign(element("input"), { autocomplete: "off", maxLength: 2000 });
  input.setAttribute("aria-label", field.label);
  const hint = element("small", hintOf(field, options), "hint");
  hint.id = "boxhint";
  input.setAttribute("aria-describedby", "boxhint");
  form.append(input, hint);
  const box = { form, done: false };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.readOnly) return;
    // What is typed ahead meant the next box: behind the answer it would make another number of it.
    input.readOnly = true;
    Promise.resolve(take(valueOf(field, options, input.value.trim()))).finally(() => { input.readOnly = false; });
  });
  return box;
}

function hintOf({ kind, optional, unit }, options) {
  const parts = options.map(({ label }, number) => `${number + 1} ${label}`);
  if (kind === "multi_choice") parts.push("可以选几个，用空格隔开");
  if (unit) parts.push(`单位：${unit}`);
  if (optional) parts.push("可以不填：写 没有");
  return parts.join("　");
}

function valueOf({ kind, optional }, options, text) {
  if (!text) return undefined;
  if (optional && text === "没有") return null;
  const numbers = text.split(SEVERAL).map((one) => (/^\d{1,2}$/.test(one) ? options[Number(one) - 1] : undefined));
  if (!numbers.length || numbers.some((one) => one === undefined)) return text;
  if (kind === "multi_choice") return numbers.map(({ value }) => value);
  return numbers.length === 1 ? numbers[0].value : text;
}
