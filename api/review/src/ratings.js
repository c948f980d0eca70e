// Bad ratings of the department's matters, the soonest due first.

import { at, element, press, problem, tag, when } from "../../studio/src/dom.js";
import { call } from "../../studio/src/server.js";
import { dueWords } from "./words.js";

const asked = { answered: false, page: 1 };
let number = 0;

/** The controls of the list do what they say. */
export function beginRatings() {
  at("answered").replaceChildren(...[[false, "等答复"], [true, "答复过的"]].map(([answered, label]) => {
    const button = press(label, () => ask({ answered, page: 1 }));
    button.dataset.answered = String(answered);
    return button;
  }));
}

/** Shows the page of the list that was asked for last. */
export async function showRatings() {
  const own = ++number;
  for (const button of at("answered").children) button.setAttribute("aria-pressed", String(button.dataset.answered === String(asked.answered)));
  try {
    const told = await call("GET", `/ratings?${new URLSearchParams({ page: String(asked.page), ...(asked.answered ? { answered: "1" } : {}) })}`);
    if (own === number) show(told);
  } catch (fault) {
    if (own !== number) return;
    at("rated").textContent = "";
    at("ratingrows").replaceChildren(problem(fault), press("再试", showRatings));
    at("ratingpages").replaceChildren();
  }
}

function ask(changed) {
  Object.assign(asked, changed);
  return showRatings();
}

function show({ rows, total, late, page, size }) {
  at("rated").textContent = `${total} 条${late ? `，超期没有答复的 ${late} 条` : ""}`;
  at("ratingrows").replaceChildren(total ? table(rows) : element("p", asked.answered ? "还没有答复过的差评。" : "没有等答复的差评。"));
  const last = Math.max(1, Math.ceil(total / size));
  at("ratingpages").replaceChildren();
  if (last < 2) return;
  const before = press("上一页", () => ask({ page: page - 1 }));
  const after = press("下一页", () => ask({ page: page + 1 }));
  before.disabled = page <= 1;
  after.disabled = page >= last;
  at("ratingpages").append(before, element("span", `第 ${page} 页，共 ${last} 页`), after);
}

function table(rows) {
  const made = element("table");
  const head = element("tr");
  for (const name of ["最晚答复", "事项", "评价", "说了什么", "评价时间", "收件编号"]) head.append(Object.assign(element("th", name), { scope: "col" }));
  made.append(element("thead"), element("tbody"));
  made.tHead.append(head);
  made.tBodies[0].append(...rows.map(line));
  return made;
}

function line(one) {
  const row = element("tr");
  const due = dueWords(one.due);
  const day = element("td", due.day, "nowrap");
  if (due.left && !one.answered) day.append(element("br"), tag(due.left, due.late ? "bad" : ""));
  const said = element("td", [one.reasons.join("、"), one.excerpt].filter(Boolean).join("。") || "（没有写）");
  const reference = element("td");
  reference.append(Object.assign(element("a", one.reference), { href: `#ratings/${one.reference}` }));
  row.append(day, element("td", one.title), element("td", one.text, "nowrap"), said, element("td", when(one.since), "nowrap"), reference);
  return row;
}
