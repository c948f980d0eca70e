// What the applicant is to correct, collected place by place before it is sent, all at once.

import { at, element, press } from "../../studio/src/dom.js";
import { FIELD_PHRASES, MATERIAL_PHRASES } from "./words.js";

const LONGEST = 1000;

export class Points {
  /** `changed` is called when a place was added or taken away; `send` when the officer is done. */
  constructor({ changed, send }) {
    this.places = new Map();
    this.words = "";
    this.until = "";
    this.watch = { changed, send };
    this.found = [];
  }

  get empty() { return this.places.size === 0; }

  has(key) { return this.places.has(key); }

  /** A place is to be corrected; the officer goes on where its words are written. `from`: the button that asked. */
  ask(place, label, from) {
    const key = place.pointer ?? `material:${place.material}`;
    if (!this.places.has(key)) {
      this.places.set(key, { ...place, label, words: "", basis: "", from });
      this.show();
      this.watch.changed();
    }
    this.boxOf(key)?.focus();
  }

  boxOf(key) { return [...at("corrections").querySelectorAll("textarea")].find((one) => one.dataset.key === key); }

  /** What the rules say of places, to be taken as words. */
  know(found) { this.found = found; }

  told() {
    const points = [...this.places.values()].map(({ pointer, material, words, basis }) => ({ ...(pointer === undefined ? { material } : { pointer }), words, ...(basis.trim() ? { basis } : {}) }));
    return { kind: "correction_begun", words: this.words, points, ...(this.until ? { until: this.until } : {}) };
  }

  /** The list of all places with their words; nothing where it is empty. */
  show() {
    const box = at("corrections");
    box.hidden = this.empty;
    const title = Object.assign(element("h3", `补正清单（${this.places.size} 处）`), { id: "correctionstitle" });
    const list = element("ol");
    list.append(...[...this.places].map(([key, point]) => this.line(key, point)));
    const until = Object.assign(element("input"), { type: "date", value: this.until });
    until.addEventListener("input", () => { this.until = until.value; });
    const words = area(this.words, 2, (text) => { this.words = text; });
    const send = press("看看申请人会收到什么", () => this.send(), "main");
    const actions = element("div", undefined, "actions");
    actions.append(send);
    box.replaceChildren(title, element("p", "要改的一次写全：补正只能要求一次。", "quiet"), list,
      labelled("另外要说的（可以不写）", words), labelled("请在哪一天前补正（可以不写）", until), actions);
  }

  send() {
    for (const [key, point] of this.places) {
      if (point.words.trim()) continue;
      const box = this.boxOf(key);
      box.setCustomValidity("请写哪里不对、怎么改。");
      box.reportValidity();
      return;
    }
    this.watch.send();
  }

  line(key, point) {
    const line = element("li");
    const head = element("div", undefined, "row");
    const remove = press("去掉", () => this.remove(key), "small");
    remove.setAttribute("aria-label", `去掉：${point.label}`);
    const back = press("回到表上", () => point.from.isConnected ? point.from.focus() : this.again(key), "small");
    head.append(element("strong", point.label), back, remove);
    const words = area(point.words, 2, (text) => { point.words = text; words.setCustomValidity(""); });
    words.dataset.key = key;
    const basis = Object.assign(element("input"), { value: point.basis, maxLength: LONGEST });
    basis.addEventListener("input", () => { point.basis = basis.value; });
    line.append(head, labelled("哪里不对、怎么改", words), this.phrases(key, point, words, basis), labelled("依据（可以不写）", basis));
    return line;
  }

  /** Words that are ready: what the rules found at the place, then what is often wrong. */
  phrases(key, point, words, basis) {
    const box = element("div", undefined, "phrases");
    const ready = this.found.filter((one) => one.pointer === point.pointer).map((one) => [one.text, one.source]);
    const usual = (point.pointer === undefined ? MATERIAL_PHRASES : FIELD_PHRASES).map((one) => [one, ""]);
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", `${point.label}：常用的话`);
    for (const [text, source] of [...ready, ...usual]) {
      box.append(press(text, () => {
        words.value = point.words = words.value.trim() ? `${words.value.trim()}${text}` : text;
        words.setCustomValidity("");
        if (source && !basis.value) basis.value = point.basis = source;
        words.focus();
      }, "small"));
    }
    return box;
  }

  remove(key) {
    const { from } = this.places.get(key);
    this.places.delete(key);
    this.show();
    this.watch.changed();
    if (from.isConnected) from.focus();
    else at("title").focus();
  }

  /** The button of the place, as the page was shown anew since it was pressed. */
  again(key) {
    const button = key.startsWith("material:") ? [...document.querySelectorAll("[data-material]")].find((one) => `material:${one.dataset.material}` === key)
      : [...at("paper").querySelectorAll("tr")].find((one) => one.dataset.pointer === key)?.querySelector("[data-ask]");
    button?.focus();
  }
}

function area(text, rows, heard) {
  const made = Object.assign(element("textarea"), { value: text, rows, maxLength: LONGEST });
  made.addEventListener("input", () => heard(made.value));
  return made;
}

export function labelled(text, field) {
  const label = element("label", text);
  label.append(field);
  return label;
}
