// The studio: puts the parts together.

import { Chat } from "./chat.js";
import { at, element, press, when } from "./dom.js";
import { Draft } from "./draft.js";
import { Editor } from "./editor.js";
import { enter } from "./entering.js";
import { showFragments } from "./fragments.js";
import { checking, notChecked, showIssues } from "./issues.js";
import { measure, newScenario, showList } from "./list.js";
import { askToSubmit, showHistory, showReview } from "./review.js";
import { call } from "./server.js";
import { showView } from "./views.js";

const CHECK_SOON = 250;
let who = null;
let draft = null;
/** What the server last said about the open scenario, and about all. */
let found = null;
let all = null;
/** The submission that is looked at, if any: {folder, id, text}. */
let reviewed = null;
let checkTimer = 0;
let checkNumber = 0;

const chat = new Chat();
const editor = new Editor(at("editor"), {
  changed(text) {
    if (!draft || at("whose").value !== "own") return;
    draft.changed(text);
    shownSaved();
    chat.notice(text);
    soon();
  },
  save() { draft?.save().catch(() => {}); },
  play,
  complete: (before, after) => call("POST", "/complete", { folder: draft.place.folder, id: draft.place.id, before, after }),
});

const shownText = () => ({ folder: draft.place.folder, id: draft.place.id, text: editor.text });

/** What the button plays: the text in the editor, or the submission that is looked at. */
function play() {
  if (reviewed) chat.play(reviewed);
  else if (draft && !at("open").hidden) chat.play(shownText());
}

// Checking ----------------------------------------------------------------------------------------------------------

function soon() {
  clearTimeout(checkTimer);
  checkTimer = setTimeout(check, CHECK_SOON);
}

async function check() {
  if (!draft) return; // it was thrown away, or its author left, before this was due
  const number = ++checkNumber;
  const text = shownText();
  checking();
  try {
    const { issues, more, fragments } = await call("POST", "/check", text);
    if (number !== checkNumber || editor.text !== text.text) return;
    editor.mark(issues.filter((issue) => issue.own));
    showIssues(issues, more, (line) => editor.go(line));
    showFragments(fragments);
  } catch (fault) {
    if (number !== checkNumber) return;
    notChecked(fault.message);
    checkTimer = setTimeout(check, 4000);
  }
}

// Saving ------------------------------------------------------------------------------------------------------------

function saved(text, bad = false) {
  at("saved").textContent = text;
  at("saved").className = bad ? "bad" : "";
}

function shownSaved() {
  if (draft.dirty) return saved("正在保存草稿……");
  saved(draft.version ? "草稿已保存" : "");
  at("discard").disabled = draft.version === 0;
  at("submit").disabled = draft.version === 0;
}

/** The first save made a draft of what was the published text. */
function began() {
  choices();
  refreshList();
}

function banner(text, ...buttons) {
  at("banner").hidden = !text;
  at("banner").replaceChildren(...(text ? [element("span", text), ...buttons] : []));
}

/** Another window saved the draft; the author decides which text stays. */
function torn(version) {
  saved("没有保存：别的窗口改过这份草稿", true);
  banner("这份草稿在别的窗口里改过了。这里写的还没有保存，也没有丢。",
    press("用这里的内容", async () => { await draft.overwrite(version).then(() => banner("")).catch(() => {}); }),
    press("换成那边的内容", () => attempt(() => open(draft.place, { droppingLocal: true }))));
}

const watch = {
  saved() {
    shownSaved();
    if (draft.version === 1) began();
  },
  trouble(fault) { saved(`没有保存上：${fault.message}`, true); },
  moved: torn,
};

// Opening -----------------------------------------------------------------------------------------------------------

async function open(place, { droppingLocal = false } = {}) {
  draft?.leave();
  if (draft?.dirty && !draft.torn) await draft.save().catch(() => {});
  const told = await call("GET", `/scenarios/${place.folder}/${place.id}`);
  if (draft?.place.id !== place.id || draft?.place.folder !== place.folder) chat.end();
  found = told;
  draft = new Draft(who.id, place, watch);
  const local = draft.begin(told, droppingLocal);
  location.hash = `${place.folder}/${place.id}`;
  at("nothing").hidden = at("review").hidden = true;
  at("open").hidden = false;
  reviewed = null;
  at("title").textContent = `${place.folder}/${place.id}`;
  banner("");
  choices();
  editor.open(draft.text);
  look("edit");
  shownSaved();
  at("play").disabled = false;
  if (local) {
    if (local.version === draft.version) {
      editor.refresh(local.text);
      draft.changed(local.text);
      shownSaved();
    } else {
      banner("这台电脑上还有一份没有保存上的内容。",
        press("用那一份", () => { editor.refresh(local.text); draft.changed(local.text); soon(); banner(""); }),
        press("不要了", () => { draft.changed(draft.text); banner(""); }));
    }
  }
  behind();
  check();
  editor.focus();
  await refreshList();
}

/** Says that somebody published since the author began, what waits, and what was sent back. */
function behind() {
  if (!at("banner").hidden) return;
  if (draft.version && draft.base !== found.hash) {
    banner("您开始改以后，线上发布了新的版本。看看历史里改了什么，合到草稿里。",
      press("看历史", () => look("history")),
      press("已经合好了", () => draft.rebase(found.hash).then(() => banner("")).catch(() => {})));
  } else if (found.waiting) {
    banner(`${found.waiting.own ? "您" : found.waiting.submitter}提交的一版在等审批。`, press("去看看", () => review(found.waiting.id)));
  } else if (found.sent_back && draft.version) {
    banner(`${found.sent_back.decider}退回了您提交的一版：${found.sent_back.reason}`);
  }
}

/** Whose text is looked at: one's own, the published one, somebody else's draft. */
function choices() {
  const options = [["own", draft.version ? "我的草稿" : "线上版本（可以改）"]];
  if (draft.version && found.text !== null) options.push(["published", "线上版本"]);
  for (const one of found.drafts) if (!one.own) options.push([one.author, `${one.name} 的草稿 ${when(one.updated)}`]);
  at("whose").replaceChildren(...options.map(([value, label]) => Object.assign(element("option", label), { value })));
}

at("whose").addEventListener("change", async () => {
  const whose = at("whose").value;
  let text = draft.text;
  try {
    if (whose === "published") text = found.text;
    else if (whose !== "own") text = (await call("GET", `/drafts/${draft.place.folder}/${draft.place.id}/${whose}`)).text;
  } catch (fault) { return banner(fault.message); }
  editor.open(text, whose !== "own");
  chat.notice(text);
  check();
});

// Looking -----------------------------------------------------------------------------------------------------------

function look(tab) {
  for (const button of document.querySelectorAll("[data-tab]")) button.setAttribute("aria-pressed", String(button.dataset.tab === tab));
  for (const name of ["edit", "graph", "paths", "history"]) at(name).hidden = name !== tab;
  document.querySelector("main").dataset.shown = tab;
  if (tab === "graph" || tab === "paths") showView(tab, at(tab), shownText());
  if (tab === "history") showHistory(at("history"), found.history, found.hash, () => open(draft.place));
}

function review(id) {
  draft?.leave();
  draft?.save().catch(() => {});
  reviewed = null;
  delete document.querySelector("main").dataset.shown;
  const title = all?.scenarios.find((one) => one.waiting?.id === id)?.title;
  return showReview(id, { title, shown(text) { reviewed = text; at("play").disabled = false; }, play, done: refreshList });
}

async function refreshList() {
  try {
    all = await showList(at("open").hidden ? null : draft?.place, (place) => attempt(() => open(place)), review);
    const one = all.scenarios.find((row) => row.folder === draft?.place.folder && row.id === draft?.place.id);
    if (one) at("title").textContent = one.title;
  } catch (fault) { saved(fault.message, true); }
}

async function attempt(act) {
  try { await act(); } catch (fault) {
    if (at("open").hidden) at("nothing").textContent = fault.message;
    else banner(fault.message);
  }
}

for (const button of document.querySelectorAll("[data-tab]")) button.addEventListener("click", () => look(button.dataset.tab));
at("play").addEventListener("click", play);
at("measure").addEventListener("click", () => measure(refreshList));
at("new").addEventListener("click", () => all && newScenario(all, open));
at("submit").addEventListener("click", () => attempt(async () => {
  await draft.save();
  if (!draft.torn) askToSubmit(draft.place, draft.version, () => open(draft.place));
}));
at("discard").addEventListener("click", () => attempt(async () => {
  if (!confirm("放弃这份草稿吗？放弃以后找不回来。")) return;
  await draft.discard();
  const { place } = draft;
  draft = null;
  if (found.text !== null) return open(place);
  at("open").hidden = true;
  at("nothing").hidden = false;
  chat.end();
  await refreshList();
}));
addEventListener("beforeunload", (event) => { if (draft?.dirty) event.preventDefault(); });
addEventListener("focus", async () => {
  // The other window of the same author may have gone on: what is shown here follows, unless something was written here.
  if (!draft || draft.dirty || draft.torn || at("open").hidden || at("whose").value !== "own") return;
  try {
    const told = await call("GET", `/scenarios/${draft.place.folder}/${draft.place.id}`);
    if (draft.dirty || (told.draft?.version ?? 0) === draft.version) return;
    found = told;
    draft.begin(told);
    editor.refresh(draft.text);
    shownSaved();
    choices();
    soon();
  } catch { /* the next one will tell */ }
});

// Signing in --------------------------------------------------------------------------------------------------------

enter({
  name: ({ name }) => name,
  async begin(now) {
    who = now;
    await refreshList();
    const [folder, id] = location.hash.slice(1).split("/");
    if (folder && id) attempt(() => open({ folder, id }));
  },
  leaving: () => draft?.save().catch(() => {}),
});
