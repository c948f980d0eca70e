// The application laid out as its form.

import { at, element, press, problem, tag } from "../../studio/src/dom.js";
import { call } from "../../studio/src/server.js";

let withEmpty = false;

/** Shows the form. `points`: what is to be corrected, or null where nothing can be asked for now. */
export function showPaper(told, points) {
  const box = at("paper");
  const wrong = new Map();
  for (const one of told.rules.found) wrong.set(one.pointer, [...(wrong.get(one.pointer) ?? []), one.text]);
  const toggle = element("label", undefined, "quiet");
  const check = Object.assign(element("input"), { type: "checkbox", checked: withEmpty });
  check.addEventListener("change", () => { withEmpty = check.checked; emptied(box); });
  toggle.append(check, " 没有填的也显示");
  box.replaceChildren(toggle, ...told.sections.flatMap((section) => part(section, told, points, wrong)));
  emptied(box);
}

/** Rows of what is to be corrected are marked. */
export function markAsked(points) {
  for (const row of at("paper").querySelectorAll("tr")) {
    const asked = points.has(row.dataset.pointer);
    row.classList.toggle("asked", asked);
    row.querySelector("[data-ask]")?.setAttribute("aria-pressed", String(asked));
  }
}

function emptied(box) {
  for (const row of box.querySelectorAll("tr[data-empty]")) row.hidden = !withEmpty;
  for (const table of box.querySelectorAll("table")) {
    const any = [...table.rows].some((row) => !row.hidden);
    table.hidden = table.previousElementSibling.hidden = !any;
  }
}

function part(section, told, points, wrong) {
  const title = element("h3", section.title || "其他");
  const table = element("table");
  table.setAttribute("aria-label", title.textContent);
  table.append(...section.rows.map((row) => line(row, told, points, wrong.get(row.pointer) ?? [])));
  return [title, table];
}

function line(place, told, points, faults) {
  const row = element("tr");
  row.dataset.pointer = place.pointer;
  const value = element("td", undefined, "value");
  const shown = element("span", place.shown || "（没有填）", place.hidden ? "masked" : place.shown ? "" : "quiet");
  value.append(shown);
  if (!place.shown && !("before" in place) && !faults.length) row.dataset.empty = "";
  if (place.hidden) value.append(" ", revealing(place, told.reference, shown));
  if ("before" in place) {
    row.classList.add("changed");
    const was = element("span", undefined, "was");
    was.append("补正前：", element("del", place.before || "（没有填）"));
    value.append(was);
  }
  for (const fault of faults) value.append(element("br"), tag(`规则：${fault}`, "bad"));
  row.append(Object.assign(element("th", place.label), { scope: "row" }), value, origin(place), ...(points ? [asking(place, points)] : []));
  return row;
}

function origin(place) {
  const cell = element("td", undefined, "origin");
  if (place.foreign) cell.append(tag("表上没有这一处", "bad"));
  if (!place.origin) return cell;
  const { source, confirmed, raw, origin: number } = place.origin;
  cell.append(source);
  if (confirmed === false) cell.append(" ", tag("没有确认", "bad"));
  if (number) cell.append(element("br"), number);
  if (raw && raw !== place.shown) cell.append(element("br"), `原话：「${raw}」`);
  return cell;
}

function revealing(place, reference, shown) {
  const button = press("显示", async () => {
    button.disabled = true;
    try {
      shown.textContent = (await call("POST", `/applications/${reference}/reveal`, { pointer: place.pointer })).shown;
      shown.tabIndex = -1;
      shown.focus();
      button.remove();
    } catch (fault) {
      button.disabled = false;
      button.after(problem(fault));
    }
  }, "small");
  button.setAttribute("aria-label", `显示${place.label}`);
  button.title = "会记下是谁、什么时候看的";
  return button;
}

function asking(place, points) {
  const cell = element("td", undefined, "act");
  if (place.foreign) return cell;
  const button = press("要补正", () => points.ask({ pointer: place.pointer }, place.label, button), "small");
  button.dataset.ask = "";
  button.setAttribute("aria-label", `要补正：${place.label}`);
  cell.append(button);
  return cell;
}
