// One bad rating: what the applicant said, and what the department found, did and answers.

import { at, element, press, problem, tag, when } from "../../studio/src/dom.js";
import { call } from "../../studio/src/server.js";
import { labelled } from "./points.js";
import { dueWords } from "./words.js";

const LONGEST = 1000;
const TEXTS = [["found", "核实到的情况"], ["done", "怎么整改的"], ["words", "给申请人的答复（申请人会看到）"]];
/** Answers that were begun and not sent: reference -> {found, done, call, words}. */
const kept = new Map();
let wanted = "";

/** Whether words were written that were not sent. */
export const answersKept = () => [...kept.values()].some((said) => TEXTS.some(([name]) => said[name]?.trim()));

/** Shows the rating of the application with this reference. */
export async function openRating(reference) {
  wanted = reference;
  at("ratingtitle").textContent = `差评　${reference}`;
  for (const id of ["ratingsaid", "ratinganswer"]) at(id).replaceChildren();
  try {
    const told = await call("GET", `/ratings/${encodeURIComponent(reference)}`);
    if (wanted === reference) show(told);
  } catch (fault) {
    if (wanted === reference) at("ratingsaid").replaceChildren(problem(fault), press("再试", () => openRating(reference)));
  }
}

function show(told) {
  at("ratingtitle").textContent = `${told.title}　${told.text}`;
  const due = dueWords(told.due);
  const matter = Object.assign(element("a", "打开这份申请（联系电话在里面）"), { href: `#${told.reference}` });
  const standing = element("p", `${told.reference}　现在：${told.status}　${when(told.since)} 收到评价　`);
  if (!told.answered) standing.append(tag(`最晚 ${due.day} 答复　${due.left}`, due.late ? "bad" : ""));
  const said = element("blockquote", told.words || "（没有写）");
  at("ratingsaid").replaceChildren(standing, matter, ...(told.reasons.length ? [element("p", `勾选的原因：${told.reasons.join("、")}`)] : []), said);
  at("ratinganswer").replaceChildren(told.answer ? answered(told.answer) : told.own ? form(told) : element("p", "由牵头办理的部门答复，您的部门可以看。", "quiet"));
  at("ratingtitle").focus();
}

function answered({ found, done, call: called, words, office, by, at: moment }) {
  const box = element("div");
  const list = element("dl");
  for (const [term, text] of [["核实", found], ["整改", done], ["回访", called], ["答复", words]]) list.append(element("dt", term), element("dd", text));
  box.append(element("h3", "已经答复"), element("p", `${office} ${by}　${when(moment)}`, "quiet"), list);
  return box;
}

function form(told) {
  const { reference } = told;
  const said = kept.get(reference) ?? { found: "", done: "", call: "", words: "" };
  kept.set(reference, said);
  const made = element("form", undefined, "act");
  made.append(element("h3", "核实、整改、回访、答复"));
  const fields = TEXTS.map(([name, label]) => {
    const box = Object.assign(element("textarea"), { value: said[name], rows: 3, maxLength: LONGEST, required: true });
    box.addEventListener("input", () => { said[name] = box.value; });
    return labelled(label, box);
  });
  const called = Object.assign(element("select"), { required: true });
  called.append(Object.assign(element("option", "请选"), { value: "" }), ...Object.entries(told.calls).map(([value, label]) => Object.assign(element("option", label), { value })));
  called.value = said.call;
  called.addEventListener("change", () => { said.call = called.value; });
  fields.splice(2, 0, labelled("给申请人打电话回访", called));
  const go = element("button", "答复并办结", "main");
  const result = element("div");
  made.append(...fields, result, go);
  made.addEventListener("submit", async (event) => {
    event.preventDefault();
    go.disabled = true;
    try {
      const now = await call("POST", `/ratings/${encodeURIComponent(reference)}/answer`, said);
      kept.delete(reference);
      if (wanted === reference) show(now);
    } catch (fault) {
      result.replaceChildren(problem(fault));
      go.disabled = false;
    }
  });
  return made;
}
