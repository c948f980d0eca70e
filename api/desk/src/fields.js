// The form as it stands: by section, with what is missing in front, and what can be put in at one press.

import { at, element, press } from "../../studio/src/dom.js";

const SOURCES = {
  said: "申请人说的", chosen: "申请人选的", form: "申请人填的", licence: "证照带出", register: "登记信息", earlier_case: "以前的办件",
  derived: "自动得出", default: "默认", scenario: "主题定的", clerk: "工作人员填的",
};

/** What the applicant did not say themselves, and looks through before it is handed in. */
const NOT_THEIRS = ["clerk", "licence", "register", "earlier_case"];

/** `fillIn` takes an edit of one answer; `unmask` asks for a reason and shows the whole value in the place given. */
export function showFields(told, fillIn, unmask) {
  const made = [];
  const open = told.case.open ?? [];
  if (open.length) {
    made.push(element("h3", `还缺 ${open.length} 项`));
    made.push(table(open.map(({ fact, label, list }) => row(label, list ? "（在对话里加）" : "", fact, told.own && !list, fillIn, "todo"))));
  }
  for (const application of told.case.applications) {
    for (const section of application.sections) {
      const fields = section.fields.map((pointer) => application.fields[pointer]);
      if (!fields.length) continue;
      made.push(element("h3", section.title));
      made.push(table(fields.map((field) => filled(field, told, fillIn, unmask))));
    }
  }
  const materials = told.case.materials ?? [];
  if (materials.length) {
    made.push(element("h3", "材料"));
    made.push(table(materials.map(({ label, settled, note }) => row(label, settled || note, "", false, fillIn, ""))));
  }
  at("fields").replaceChildren(...made);
}

function filled(field, { own, may }, fillIn, unmask) {
  const computed = field.source === "derived" || field.source === "scenario";
  const line = row(field.label, field.display, field.fact, own && !computed, fillIn, "");
  const words = `${SOURCES[field.source] ?? field.source}${!field.confirmed && NOT_THEIRS.includes(field.source) ? "，申请人还没核对" : ""}`;
  line.querySelector("td").append(element("small", words, "origin"));
  if (field.masked && may.includes("value.unmask")) {
    line.querySelector(".act").append(press("看", () => unmask(field, line.querySelector("td").firstChild), "small"));
  }
  return line;
}

function table(rows) {
  const made = element("table");
  made.append(...rows);
  return made;
}

function row(label, text, fact, editable, fillIn, kind) {
  const line = element("tr", undefined, kind);
  const value = element("td", text);
  const act = element("td", undefined, "act");
  if (editable) act.append(press("填", () => edit(value, act, label, fact, fillIn), "small"));
  line.append(Object.assign(element("th", label), { scope: "row" }), value, act);
  return line;
}

function edit(value, act, label, fact, fillIn) {
  const form = element("form");
  const box = Object.assign(element("input"), { autocomplete: "off", maxLength: 2000, required: true });
  box.setAttribute("aria-label", label);
  form.append(box);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    fillIn({ edit: { fact, value: box.value } });
  });
  value.replaceChildren(form);
  act.replaceChildren();
  box.focus();
}
