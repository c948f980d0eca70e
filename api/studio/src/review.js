// Decisions: what a submission changes, approving it, sending it back; and what was published before.

import { ask, at, diff, element, press, problem, when } from "./dom.js";
import { call } from "./server.js";
import { showView } from "./views.js";

const area = (placeholder) => Object.assign(element("textarea"), { rows: 3, required: true, minLength: 2, maxLength: 500, placeholder });
const STATES = { approved: "已经批准上线", sent_back: "已经退回", withdrawn: "已经撤回" };

/** Shows a submission in the middle. `on`: the scenario's title; shown(text), play(), done(). */
export async function showReview(id, on) {
  const panel = at("review");
  panel.hidden = false;
  at("open").hidden = at("nothing").hidden = true;
  panel.replaceChildren(element("p", "正在读取……", "quiet"));
  try {
    const one = await call("GET", `/submissions/${id}`);
    const said = element("div");
    const text = { folder: one.folder, id: one.scenario, text: one.text };
    on.shown(text);
    panel.replaceChildren(
      element("h2", `审批：${on.title ?? `${one.folder}/${one.scenario}`}`),
      element("p", `${one.submitter} ${when(one.created)} 提交：${one.note}`),
      actions(one, on, said),
      said,
      ...looks(one, text),
    );
  } catch (fault) {
    panel.replaceChildren(problem(fault));
  }
}

/** What it changes, and the whole of it drawn or walked. */
function looks(one, text) {
  const shown = element("div");
  const box = element("div", undefined, "actions");
  const looked = (label, show) => press(label, () => {
    for (const button of box.children) button.setAttribute("aria-pressed", String(button.textContent === label));
    show();
  });
  box.append(
    looked("改了什么", () => shown.replaceChildren(diff(one.changes))),
    looked("图", () => showView("graph", shown, text)),
    looked("路径", () => showView("paths", shown, text)),
  );
  box.firstElementChild.click();
  return [box, shown];
}

function actions(one, on, said) {
  const box = element("div", undefined, "actions");
  box.append(press("演练这一版", () => on.play()));
  if (one.state !== "waiting") {
    box.append(element("span", `${STATES[one.state]}${one.decider ? `（${one.decider}）` : ""}${one.reason ? `：${one.reason}` : ""}`, "done"));
    return box;
  }
  if (one.stale) said.append(problem(new Error("提交以后，线上的版本又变了，这一份不能批准，请退回。")));
  const decide = async (busy, act) => {
    for (const button of box.querySelectorAll("button")) button.disabled = true;
    said.replaceChildren(element("p", busy, "quiet"));
    try {
      said.replaceChildren(element("p", await act(), "done"));
      await on.done();
    } catch (fault) {
      said.replaceChildren(problem(fault));
      for (const button of box.querySelectorAll("button")) button.disabled = false;
    }
  };
  if (one.own) {
    box.append(press("撤回", () => decide("正在撤回……", async () => {
      await call("POST", `/submissions/${one.id}/withdraw`, {});
      return "已经撤回，草稿还在。";
    })), element("span", "自己提交的，要由另一位作者审批。", "quiet"));
    return box;
  }
  const approve = press("批准上线", () => decide("正在跑全部检查和有关的故事，要十几秒……", async () => {
    await call("POST", `/submissions/${one.id}/approve`, { hash: one.hash });
    return "已经上线：新来的申请人马上按新版本办，正在办的留在原来的版本上。";
  }), "main");
  const back = press("退回", () => {
    const reason = area("哪里要改");
    ask("退回", { 原因: reason }, "退回", async () => {
      await call("POST", `/submissions/${one.id}/send-back`, { reason: reason.value.trim() });
      await on.done();
      await showReview(one.id, on);
    });
  });
  box.append(approve, back);
  return box;
}

/** Asks for a note and submits the draft at this version. */
export function askToSubmit(place, version, done) {
  const note = area("改了什么、为什么改，给审批的人看");
  ask("提交审批", { 说明: note }, "提交", async () => {
    await call("POST", "/submissions", { folder: place.folder, id: place.id, version, note: note.value.trim() });
    await done();
  });
}

/** Shows what was published of a scenario. `done()` is called after a submission. */
export function showHistory(panel, publications, published, done) {
  panel.replaceChildren(element("h2", "发布过的版本"));
  if (!publications.length) panel.append(element("p", "还没有在工作台里发布过。", "quiet"));
  const list = element("ul");
  publications.forEach((one, index) => list.append(row(one, publications[index + 1], published, done)));
  panel.append(list);
}

function row(one, before, published, done) {
  const item = element("li");
  const who = one.submitter ? `${one.submitter} 提交，${one.approver} 批准：${one.note}` : "当时的文件，不是在工作台里发布的";
  item.append(element("p", `${when(one.published)}　${who}`));
  const shown = element("div");
  const box = element("div", undefined, "actions");
  if (before) {
    box.append(press("和上一版比", async () => {
      if (shown.childElementCount) return shown.replaceChildren();
      try {
        shown.replaceChildren(diff((await call("GET", `/publications/${one.id}?since=${before.id}`)).changes));
      } catch (fault) { shown.replaceChildren(problem(fault)); }
    }));
  }
  if (one.hash === published) box.append(element("span", "线上就是这一版", "tag good"));
  else {
    box.append(press("恢复到这一版", () => {
      const note = area("为什么要恢复");
      ask("恢复到这一版（也要另一位作者批准）", { 说明: note }, "提交审批", async () => {
        await call("POST", `/publications/${one.id}/restore`, { note: note.value.trim() });
        await done();
      });
    }));
  }
  item.append(box, shown);
  return item;
}
