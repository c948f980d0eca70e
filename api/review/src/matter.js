// One application: the form and what lies beside it, and what can be done now.

import { at, element, press, tag, when } from "../../studio/src/dom.js";
import { call } from "../../studio/src/server.js";
import { askAct, askOpinion, confirmAct, wordsKept } from "./acting.js";
import { markMaterials, showBeside } from "./beside.js";
import { markAsked, showPaper } from "./paper.js";
import { Points } from "./points.js";
import { ACTS, PLAIN, dueWords, yuan } from "./words.js";

let matter = null;
/** The reference that the page is to show; answers for another come too late. */
let wanted = "";
/** Reference -> what is to be corrected in it; it is kept while the officer looks elsewhere. */
const collected = new Map();

/** Whether something was written that has not been sent. */
export const unsent = () => wordsKept() || [...collected.values()].some((points) => !points.empty);

/** Shows the application with this reference. */
export async function openMatter(reference) {
  matter = null;
  wanted = reference;
  banner("");
  at("title").replaceChildren(reference);
  for (const id of ["standing", "acts", "paper"]) at(id).replaceChildren();
  for (const part of at("beside").children) part.replaceChildren();
  at("corrections").hidden = true;
  await load(reference, true);
}

/** The page shows the list; nothing of an application appears any more. */
export function leaveMatter() { wanted = ""; }

async function load(reference, first = false) {
  let told;
  try {
    told = await call("GET", `/applications/${encodeURIComponent(reference)}`);
  } catch (fault) {
    if (wanted !== reference) return;
    banner(fault.message, false, press("再试", () => load(reference, first)));
    return;
  }
  if (wanted !== reference) return;
  matter = told;
  show();
  if (first) at("title").focus();
}

function show() {
  const { reference, title, shop, status, received, possible, payment } = matter;
  at("title").replaceChildren(shop || "（没有写店名）", element("small", `${title}　${reference}　${when(received)} 收到`));
  const due = dueWords(matter.due);
  at("standing").replaceChildren(tag(status.text), ...(matter.due ? [tag(`期限 ${due.day}　${due.left}`, due.late ? "bad" : "")] : []),
    // Until it is paid no licence can be issued, and the button for that is not there.
    ...(payment ? [tag(payment.paid_at ? "已缴费" : `${yuan(payment.cents)} 元${payment.text}，缴了以后才能签发`, payment.paid_at ? "" : "bad")] : []));
  const others = possible.filter((one) => one.kind in ACTS);
  at("acts").replaceChildren(...others.map((one) => press(ACTS[one.kind], () => askAct(matter, one, ACTS[one.kind], done(`已经办好：${ACTS[one.kind]}。`), moved), PLAIN.has(one.kind) ? "main" : "")));
  const points = possible.some((one) => one.kind === "correction_begun") ? pointsOf(reference) : null;
  showPaper(matter, points);
  showBeside(matter, points, (task) => askOpinion(matter, task, done(`意见已经提交：${task.title}。`), moved));
  if (points) {
    points.know(matter.rules.found);
    points.show();
    mark(points);
  } else {
    at("corrections").hidden = !collected.has(reference) || collected.get(reference).empty;
    if (!at("corrections").hidden) leftOver(collected.get(reference), reference);
  }
}

function pointsOf(reference) {
  if (!collected.has(reference)) {
    const points = new Points({ changed: () => mark(points), send: () => confirmAct(matter, () => ({ ...points.told(), seq: matter.seq }), "发出补正通知", sent, moved) });
    collected.set(reference, points);
  }
  return collected.get(reference);
}

function mark(points) {
  markAsked(points);
  markMaterials(points);
}

/** What was collected and can no longer be asked for: it stays to be read until the officer drops it. */
function leftOver(points, reference) {
  const list = element("ol");
  for (const one of points.places.values()) list.append(element("li", `${one.label}：${one.words}`));
  at("corrections").replaceChildren(Object.assign(element("h3", "没有发出的补正"), { id: "correctionstitle" }),
    element("p", "现在不能要求补正了。您写的还在这里：", "quiet"), list,
    press("不要了", () => { collected.delete(reference); at("corrections").hidden = true; at("title").focus(); }));
}

async function sent() {
  collected.delete(matter.reference);
  await done("补正通知已经发出。")();
}

function done(text) {
  return async () => {
    await load(matter.reference);
    banner(text, true);
    at("title").focus();
  };
}

/** Somebody was faster: the page shows how it is now, and keeps what was written. */
async function moved(fault) {
  await load(matter.reference);
  const told = fault.code === "changed" ? "这份申请刚刚有了变化。这里已经是现在的样子，您写的都还在，请看过再办。" : fault.message;
  banner(told);
}

function banner(text, good = false, ...more) {
  at("banner").hidden = !text;
  at("banner").className = good ? "good" : "";
  at("banner").replaceChildren(text, ...more);
}

