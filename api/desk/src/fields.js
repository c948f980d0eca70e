// The form as it stands: by section, with what is missing in front, and what can be put in at one press.

import { at, element, press, problem } from "../../studio/src/dom.js";
import { boxFor } from "./box.js";

const SOURCES = {
  said: "申请人说的", chosen: "申请人选的", form: "申请人填的", licence: "证照带出", register: "登记信息", earlier_case: "以前的办件",
  derived: "自动得出", default: "默认", scenario: "主题定的", clerk: "工作人员填的",
};

/** What the applicant did not say themselves, and looks through before it is handed in. */
const NOT_THEIRS = ["clerk", "licence", "register", "earlier_case"];

/** The box that is open, if any: what is typed there outlives a new look at the case. */
let open = null;

/** Nothing typed for one case may come to stand in another. */
export function closeBox() { open = null; }

/**
 * Shows the case. `acts`: `fillIn` takes an edit and gives whether it was done; `unmask` shows a whole value in a place;
 * `field` gives how a fact is put in, null where another case is shown by now; `redraw` shows the case again.
 */
export function showFields(told, acts) {
  const typed = open && !open.box.done && at("fields").contains(open.box.form) ? open : null;
  const focused = typed?.box.form.contains(document.activeElement);
  const made = [];
  const missing = told.case.open ?? [];
  if (missing.length) {
    const head = element("h3", `还缺 ${missing.length} 项`);
    if (told.own) head.append(walker(acts));
    made.push(head, table(missing.map((one) => lacking(one, told.own, acts))));
  }
  for (const application of told.case.applications) {
    for (const section of application.sections) {
      const fields = section.fields.map((pointer) => application.fields[pointer]);
      if (!fields.length) continue;
      made.push(element("h3", section.title));
      made.push(table(fields.map((field) => filled(field, told, acts))));
    }
  }
  const materials = told.case.materials ?? [];
  if (materials.length) {
    made.push(element("h3", "材料"));
    made.push(table(materials.map(({ label, settled, note }) => row(label, settled || note, "", false, acts, ""))));
  }
  at("fields").replaceChildren(...made);
  if (typed) put(typed, focused);
}

/** Every missing one is come to in turn: Enter puts it in, Enter on nothing leaves it for later, Escape ends it. */
function walker(acts) {
  const button = press("逐项填", () => walk(new Set(), acts), "small");
  button.dataset.key = "m";
  button.title = "Alt+M；回车填好，到下一项；空着回车先跳过";
  return button;
}

/** Opens the first one that is missing and was not left for later. */
async function walk(left, acts) {
  const lines = [...at("fields").querySelectorAll("tr.todo[data-fact]")].filter((line) => line.querySelector("button") && !left.has(line.dataset.fact));
  if (lines.length) return edit(lines[0].dataset.fact, acts, left);
  open = null;
  at("said").focus();
}

/** `left`: where one is walking, what was left for later; null where only this one is put in. */
async function edit(fact, acts, left = null) {
  let told;
  try {
    told = await acts.field(fact);
  } catch (fault) {
    at("tried").replaceChildren(problem(fault));
    return;
  }
  if (!told) return;
  const box = boxFor(told, async (value) => {
    if (value !== undefined && !await acts.fillIn({ edit: { fact, value } })) return;
    box.done = true;
    acts.redraw();
    if (value === undefined) left?.add(fact);
    if (left) await walk(left, acts);
    else at("said").focus();
  });
  box.form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    box.done = true;
    acts.redraw();
    at("said").focus();
  });
  put({ fact, box });
}

const lineOf = (fact) => at("fields").querySelector(`tr[data-fact="${CSS.escape(fact)}"]`);

/** The box stands in its line; where somebody filled it meanwhile, what was typed stands there all the same. */
function put(opened, focused = true) {
  open = opened;
  const line = lineOf(opened.fact);
  if (!line) return;
  line.querySelector("td").replaceChildren(opened.box.form);
  line.querySelector(".act").replaceChildren();
  if (focused) opened.box.form.querySelector("input").focus();
}

function lacking({ fact, label, list, theirs }, own, acts) {
  const words = theirs ? "（申请人自己声明，不能代填）" : list ? "（在上面一句话里加）" : "";
  return row(label, words, fact, own && !words, acts, "todo");
}

function filled(field, { own, may }, acts) {
  const computed = field.source === "derived" || field.source === "scenario";
  const line = row(field.label, field.display, field.fact, own && !computed, acts, "");
  const words = `${SOURCES[field.source] ?? field.source}${!field.confirmed && NOT_THEIRS.includes(field.source) ? "，申请人还没核对" : ""}`;
  line.querySelector("td").append(element("small", words, "origin"));
  if (field.masked && may.includes("value.unmask")) {
    line.querySelector(".act").append(press("看", () => acts.unmask(field, line.querySelector("td").firstChild), "small"));
  }
  return line;
}

function table(rows) {
  const made = element("table");
  made.append(...rows);
  return made;
}

function row(label, text, fact, editable, acts, kind) {
  const line = element("tr", undefined, kind);
  const act = element("td", undefined, "act");
  if (fact) line.dataset.fact = fact;
  if (editable) act.append(press("填", () => edit(fact, acts), "small"));
  line.append(Object.assign(element("th", label), { scope: "row" }), element("td", text), act);
  return line;
}
