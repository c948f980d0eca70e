// Doing something to the application: what is said with it, what the applicant will be told, and only then it is done.

import { at, element, press, problem } from "../../studio/src/dom.js";
import { call } from "../../studio/src/server.js";
import { labelled } from "./points.js";
import { VERDICTS, stepDue } from "./words.js";

const LONGEST = 1000;

/** Words written for an act that was not done: reference and kind -> {words, reason}. */
const kept = new Map();

/** Whether words were written that were not sent. */
export const wordsKept = () => [...kept.values()].some((said) => said.words.trim());

/** Asks for the words of an act, then goes on as `confirmAct`. */
export function askAct(matter, act, name, done, moved) {
  const key = `${matter.reference} ${act.kind}`;
  const said = kept.get(key) ?? { words: "", reason: "" };
  kept.set(key, said);
  const form = element("form", undefined, "act");
  const words = Object.assign(element("textarea"), { value: said.words, rows: 4, maxLength: LONGEST, required: act.grounds });
  words.addEventListener("input", () => { said.words = words.value; });
  const asked = act.kind === "granted_with_deferral" ? "还缺哪些材料、什么时候交（申请人会看到，要写）" : act.grounds ? "理由和依据（申请人会看到，要写）" : "意见（申请人会看到，可以不写）";
  form.append(element("h2", name), labelled(asked, words));
  if (act.kind === "special_begun") {
    const reason = element("select");
    reason.append(...matter.special.map((one) => Object.assign(element("option", one), { value: one, selected: one === said.reason })));
    said.reason ||= matter.special[0];
    reason.addEventListener("change", () => { said.reason = reason.value; });
    form.append(labelled("哪一种特别程序（时间不算在期限里）", reason));
  }
  form.append(buttons(element("button", "下一步", "main")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const body = () => ({ kind: act.kind, seq: matter.seq, words: said.words, ...(act.kind === "special_begun" ? { reason: said.reason } : {}) });
    confirmAct(matter, body, name, () => { kept.delete(key); return done(); }, moved);
  });
  open(form);
  words.focus();
}

/** Asks what the department found in its step, and keeps it: officers read it, and the lead decides by it. */
export function askOpinion(matter, task, done, moved) {
  const key = `${matter.reference} ${task.step}`;
  const said = kept.get(key) ?? { words: "" };
  kept.set(key, said);
  const form = element("form", undefined, "act");
  const verdict = element("select");
  verdict.append(...Object.entries(VERDICTS).map(([value, label]) => Object.assign(element("option", label), { value })));
  const words = Object.assign(element("textarea"), { value: said.words, rows: 4, maxLength: LONGEST });
  const needed = () => { words.required = verdict.value !== "agree"; };
  words.addEventListener("input", () => { said.words = words.value; });
  verdict.addEventListener("change", needed);
  const result = element("div");
  const go = element("button", "提交意见", "main");
  form.append(element("h2", `${task.title}：意见`), labelled("结论", verdict), labelled("理由或者条件（同意的可以不写）", words), result, buttons(go));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    go.disabled = true;
    try {
      await call("POST", `/applications/${matter.reference}/opinions`, { step: task.step, verdict: verdict.value, words: said.words });
      kept.delete(key);
      at("dialog").close();
      await done();
    } catch (fault) {
      result.replaceChildren(problem(fault));
      if (fault.status === 409) await moved(fault);
      else go.disabled = false;
    }
  });
  open(form);
  verdict.focus();
}

/** Shows what the applicant will be told, and does it when the officer says so. `body` is made anew for each try. */
export async function confirmAct(matter, body, name, done, moved) {
  const box = element("form", undefined, "act");
  const said = element("div");
  const go = element("button", `确认${name}`, "main");
  go.disabled = true;
  const told = element("blockquote", "请稍等……");
  box.append(element("h2", name), element("p", `${matter.title}　${matter.shop}　${matter.reference}`, "quiet"), element("p", "申请人会看到："), told, said, buttons(go));
  box.addEventListener("submit", async (event) => {
    event.preventDefault();
    go.disabled = true;
    try {
      await call("POST", `/applications/${matter.reference}/acts`, body());
      at("dialog").close();
      await done();
    } catch (fault) {
      said.replaceChildren(problem(fault));
      if (fault.status === 409) await moved(fault);
      else go.disabled = false;
    }
  });
  open(box);
  try {
    told.replaceChildren(...preview(await call("POST", `/applications/${matter.reference}/preview`, body())));
    go.disabled = false;
    go.focus();
  } catch (fault) {
    told.replaceChildren();
    said.replaceChildren(problem(fault));
    if (fault.status === 409) await moved(fault);
  }
}

/** An event as its applicant is told it. */
function preview(event) {
  const lines = [element("strong", `${event.office}：${event.text}`)];
  if (event.reason) lines.push(element("p", `程序：${event.reason}`));
  if (event.words) lines.push(element("p", event.words));
  if (event.correction) {
    const list = element("ol");
    for (const point of event.correction.points) list.append(element("li", `${point.label}：${point.words}${point.basis ? `（${point.basis}）` : ""}`));
    lines.push(list);
    if (event.correction.until) lines.push(element("p", `请在 ${event.correction.until} 前补正。`));
  }
  if (stepDue(event)) lines.push(element("p", `这一步的期限：${stepDue(event)}`));
  return lines;
}

function buttons(go) {
  const row = element("div", undefined, "actions");
  row.append(press("先不办", () => at("dialog").close()), go);
  return row;
}

function open(content) {
  const dialog = at("dialog");
  dialog.replaceChildren(content);
  dialog.setAttribute("aria-label", content.querySelector("h2").textContent);
  // What was pressed may be gone by then, as the page was shown anew.
  dialog.onclose = () => { if (document.activeElement === document.body) at("title").focus(); };
  if (!dialog.open) dialog.showModal();
}
