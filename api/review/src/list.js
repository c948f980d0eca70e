// What the department has to do, a row a task, the soonest due first.

import { at, element, press, problem, tag, when } from "../../studio/src/dom.js";
import { call } from "../../studio/src/server.js";
import { STANDINGS, dueWords } from "./words.js";

const asked = { standing: "open", late: false, page: 1 };
let number = 0;

/** Shows the page of the list that was asked for last. */
export async function showList() {
  const own = ++number;
  marked();
  const query = new URLSearchParams({ standing: asked.standing, page: String(asked.page), ...(asked.late ? { late: "1" } : {}) });
  try {
    const told = await call("GET", `/applications?${query}`);
    if (own === number) show(told);
  } catch (fault) {
    if (own !== number) return;
    at("listed").textContent = "";
    at("rows").replaceChildren(problem(fault), press("再试", showList));
    at("pages").replaceChildren();
  }
}

/** The controls of the list do what they say. */
export function beginList() {
  at("standings").replaceChildren(...STANDINGS.map(([standing, label]) => {
    const button = press(label, () => ask({ standing, page: 1 }));
    button.dataset.standing = standing;
    return button;
  }));
  at("late").addEventListener("change", () => ask({ late: at("late").checked, page: 1 }));
  at("find").addEventListener("submit", (event) => {
    event.preventDefault();
    const reference = at("reference").value.trim().toUpperCase();
    if (reference) location.hash = reference;
  });
}

function ask(changed) {
  Object.assign(asked, changed);
  return showList();
}

function marked() {
  for (const button of at("standings").children) button.setAttribute("aria-pressed", String(button.dataset.standing === asked.standing));
}

function show(told) {
  const shown = told.total;
  at("listed").textContent = `${shown} 件${!asked.late && told.late ? `，其中 ${told.late} 件超期` : ""}`;
  at("rows").replaceChildren(shown ? table(told.rows) : element("p", asked.late ? "没有超期的。" : "没有这样的申请。"));
  const last = Math.max(1, Math.ceil(shown / told.size));
  at("pages").replaceChildren();
  if (last > 1) {
    const before = press("上一页", () => ask({ page: told.page - 1 }));
    const after = press("下一页", () => ask({ page: told.page + 1 }));
    before.disabled = told.page <= 1;
    after.disabled = told.page >= last;
    at("pages").append(before, element("span", `第 ${told.page} 页，共 ${last} 页`), after);
  }
}

function table(rows) {
  const made = element("table");
  const head = element("tr");
  for (const name of ["期限", "要办的", "店名", "事项", "状态", "收到", "收件编号"]) head.append(Object.assign(element("th", name), { scope: "col" }));
  made.append(element("thead"), element("tbody"));
  made.tHead.append(head);
  made.tBodies[0].append(...rows.map(line));
  return made;
}

function line(one) {
  const row = element("tr");
  const due = dueWords(one.due);
  const day = element("td", due.day, "nowrap");
  if (due.left) day.append(element("br"), tag(due.left, due.late ? "bad" : ""));
  const matter = element("td", one.title);
  for (const mate of one.mates) matter.append(element("br"), element("span", `一起办：${mate.title}（${mate.status.text}）`, "quiet"));
  const reference = element("td");
  reference.append(Object.assign(element("a", one.reference), { href: `#${one.reference}` }));
  row.append(day, element("td", one.task || "—"), element("td", one.shop || "（没有写）"), matter, element("td", one.status.text), element("td", when(one.received), "nowrap"), reference);
  return row;
}
