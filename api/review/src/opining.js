// A department's opinion on its step: what it found, for the department that decides.

import { at, element, press, problem } from "../../studio/src/dom.js";
import { call } from "../../studio/src/server.js";
import { open } from "./dialog.js";
import { labelled } from "./points.js";
import { VERDICTS } from "./words.js";

const LONGEST = 1000;

/** Asks for the opinion on a step, and sends it. */
export function askOpinion(matter, task, done, moved) {
  const form = element("form", undefined, "act");
  const verdict = element("select");
  verdict.append(...Object.entries(VERDICTS).map(([value, text]) => Object.assign(element("option", text), { value })));
  const words = Object.assign(element("textarea"), { rows: 4, maxLength: LONGEST });
  verdict.addEventListener("change", () => { words.required = verdict.value !== "agree"; });
  const said = element("div");
  const go = element("button", "交意见", "main");
  const row = element("div", undefined, "actions");
  row.append(press("先不写", () => at("dialog").close()), go);
  form.append(element("h2", `${task.office}：${task.title}`), element("p", `${matter.title}　${matter.shop}　${matter.reference}`, "quiet"),
    labelled("意见", verdict), labelled("写给作决定的部门（不同意的、有条件的要写；申请人看不到）", words), said, row);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    go.disabled = true;
    try {
      await call("POST", `/applications/${matter.reference}/opinions`, { step: task.step, verdict: verdict.value, words: words.value });
      at("dialog").close();
      await done();
    } catch (fault) {
      said.replaceChildren(problem(fault));
      if (fault.status === 409) await moved(fault);
      else go.disabled = false;
    }
  });
  open(form);
  verdict.focus();
}
