// What lies beside the form: differences, rules, materials, what happened, the other parts of the bundle.

import { at, element, press, tag, when } from "../../studio/src/dom.js";
import { STATES, VERDICTS, stepDue, yuan } from "./words.js";

/** Shows all of it. `points`: what is to be corrected, or null where nothing can be asked for now. `opine`: asks for an opinion. */
export function showBeside(told, points, opine) {
  differences(told.differences);
  tasks(told.tasks, opine);
  rules(told.rules);
  materials(told.materials, points);
  happened(told);
  mates(told.mates);
}

/** Materials that are to be corrected are marked. */
export function markMaterials(points) {
  for (const button of at("materials").querySelectorAll("[data-material]")) {
    button.setAttribute("aria-pressed", String(points.has(`material:${button.dataset.material}`)));
  }
}

function fill(id, title, ...content) {
  at(id).hidden = false;
  at(id).replaceChildren(element("h3", title), ...content);
}

function list(lines, name = "ul") {
  const made = element(name);
  made.append(...lines);
  return made;
}

function differences(found) {
  at("differences").hidden = !found.length;
  if (!found.length) return;
  fill("differences", `补正改了 ${found.length} 处`, list(found.map((one) => {
    const line = element("li");
    line.append(element("strong", one.label), element("br"), element("del", one.before || "（没有填）"), " → ", element("ins", one.after || "（没有填）"));
    return line;
  })));
}

/** The steps of the review, where there is more than the lead's own acts: each department's, with its opinion. */
function tasks(found, opine) {
  const shown = found.filter((one) => one.state !== "not_needed");
  at("tasks").hidden = !shown.length;
  if (!shown.length) return;
  fill("tasks", "各部门的步骤", list(shown.map((one) => {
    const line = element("li");
    const row = element("div", undefined, "row");
    row.append(element("strong", one.title));
    if (one.own) row.append(press("给意见", () => opine(one), "small"));
    line.append(row, `${one.office} `, tag(one.verdict ? VERDICTS[one.verdict] : STATES[one.state], one.verdict === "refuse" ? "bad" : one.verdict ? "good" : ""));
    if (one.words) line.append(element("br"), `${one.officer}：「${one.words}」`);
    return line;
  }), "ol"));
}

function rules({ found, checks, version, handed_in: handedIn }) {
  const lines = found.map((one) => {
    const line = element("li");
    line.append(element("strong", one.label || "整份申请"), `：${one.text}`);
    if (one.source) line.append(element("br"), element("span", one.source, "quiet"));
    return line;
  });
  const checked = element("details");
  checked.append(element("summary", `核对了申请表的格式和 ${checks.length} 条规则`));
  checked.append(list(checks.map((one) => element("li", `不能是：${one.text}（${one.source}）`))));
  const told = found.length ? list(lines) : element("p", "没有发现问题。", "done");
  const note = version === handedIn ? [] : [element("p", "申请是按以前的一版表填的，这里按现在的规则核对。", "quiet")];
  fill("rules", "规则核对", told, ...note, checked);
}

/** The application's own; those of the parts it came with are folded away, each under the form that wants them. */
function materials(found, points) {
  const own = found.filter((one) => one.own);
  const parts = new Map();
  for (const one of found.filter((it) => !it.own)) {
    const whose = one.of.length ? `「${one.of.join("」「")}」` : "一起办的其他申请";
    parts.set(whose, [...(parts.get(whose) ?? []), one]);
  }
  const others = [...parts].map(([whose, some]) => {
    const folded = element("details");
    folded.append(element("summary", `${whose}的材料 ${some.length} 份`), list(lines(some, null)));
    return folded;
  });
  fill("materials", `这份申请的材料 ${own.length} 份`, own.length ? list(lines(own, points)) : element("p", "没有随这份申请交来的材料。"), ...others);
}

function lines(found, points) {
  return found.map((one) => {
    const line = element("li");
    const row = element("div", undefined, "row");
    const name = element("strong", one.label || one.id || "（没有名字的材料）");
    row.append(name);
    if (points && one.own) {
      const button = press("要补正", () => points.ask({ material: one.id }, one.label, button), "small");
      button.dataset.material = one.id;
      button.setAttribute("aria-label", `要补正：${one.label}`);
      row.append(button);
    }
    line.append(row, tag(one.mode || "没有说明怎么交"));
    if (one.basis) line.append(element("span", one.certain ? one.basis : `${one.basis}（没有核到原文）`, "quiet"));
    if (one.more.length) {
      const more = element("dl");
      for (const [term, text] of one.more) more.append(element("dt", term), element("dd", text));
      line.append(more);
    }
    return line;
  });
}

/** How the licence is handed over, and where its papers are, in one line; empty before it is issued. */
function delivery(told) {
  if (!told) return [];
  const steps = (told.steps ?? []).map((one) => `${one.text} ${when(one.at)}`);
  const number = told.number ? `，快递单号 ${told.number}` : "";
  const words = `取证方式：${told.method_text}${number}${steps.length ? `（${steps.join("；")}）` : ""}`;
  return [element("p", words, told.state === "returned" ? "was" : "quiet")];
}

/** What is to be paid, and whether it is, in one line; empty where nothing is. */
function payment(told) {
  if (!told) return [];
  const items = told.items.map((one) => `${one.title} ${yuan(one.cents)} 元（${one.source}）`).join("、");
  const number = told.number ? `，缴款单号 ${told.number}` : "";
  const paid = told.paid_at ? ` ${when(told.paid_at)}` : "";
  const words = `收费 ${yuan(told.cents)} 元：${items}。${told.text}${paid}${number}${told.paid_at ? "" : "；缴了以后才能制证"}`;
  return [element("p", words, told.paid_at ? "quiet" : "was")];
}

function happened({ reference, events, payment: owed, delivery: handed }) {
  fill("happened", "办理经过", ...payment(owed), ...delivery(handed), list([...events].reverse().map((one) => {
    const line = element("li");
    line.append(element("strong", one.by_silence ? "逾期未告知，视为受理" : one.text), ` ${when(one.at)}`);
    if (one.office) line.append(element("br"), `${one.office} ${one.officer}`);
    if (one.reason) line.append(element("br"), `程序：${one.reason}`);
    if (one.words) line.append(element("br"), `「${one.words}」`);
    for (const licence of [one.licence, one.composite]) {
      if (licence) line.append(element("br"), `${licence.title}，标识 ${licence.identifier}`);
    }
    if (stepDue(one)) line.append(element("br"), element("span", `期限 ${stepDue(one)}`, "quiet"));
    if (one.paper) line.append(element("br"), paper(reference, one));
    for (const point of one.correction?.points ?? []) line.append(element("br"), `・${point.label}：${point.words}`);
    if (one.correction?.until) line.append(element("br"), `请在 ${one.correction.until} 前补正`);
    return line;
  }), "ol"));
}

/** Opens the paper of an event beside the page. */
function paper(reference, { seq, text, paper: name }) {
  const link = element("a", name);
  link.href = `/review/api/applications/${encodeURIComponent(reference)}/notices/${seq}.pdf`;
  link.target = "_blank";
  link.rel = "noopener";
  link.setAttribute("aria-label", `${name}：${text}`);
  return link;
}

function mates(found) {
  at("mates").hidden = !found.length;
  if (!found.length) return;
  fill("mates", "一起办的", list(found.map((one) => {
    const line = element("li");
    const name = one.reference ? Object.assign(element("a", one.title), { href: `#${one.reference}` }) : element("span", one.title);
    line.append(name, ` ${one.status.text}`);
    return line;
  })));
}
