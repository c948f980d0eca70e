// One case: what was said, what is filled in, and what its clerk does.

import { at, ask, element, press, problem } from "../../studio/src/dom.js";
import { call } from "../../studio/src/server.js";
import { closeBox, showFields } from "./fields.js";
import { showLists } from "./lists.js";
import { papers } from "./printing.js";

const EVERY = 2000;
/** So long a whole value stands on the screen. */
const WHOLE = 30000;
let here = "";
let shown = null;
let number = 0;
let looking = null;
/** What was told to the authors from this page, so that it is not offered again. */
const misheard = new Set();
let timer = 0;
/** Something is being filled in or written: a second Enter meanwhile does not do it twice. */
let busy = false;

export function beginCase() {
  at("write").addEventListener("submit", (event) => { event.preventDefault(); write(); });
  at("words").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); at("write").requestSubmit(); }
  });
  at("fill").addEventListener("submit", (event) => { event.preventDefault(); say(at("said").value); });
}

export function openCase(conversation) {
  if (conversation !== here) {
    here = conversation;
    shown = null;
    closeBox();
    // Nothing of the case before may be pressed or typed into while this one is on its way.
    at("case").hidden = true;
    for (const id of ["fields", "acts", "suggested"]) at(id).replaceChildren();
    at("log").replaceChildren();
    at("tried").replaceChildren();
    at("trouble").replaceChildren();
    at("words").value = at("said").value = "";
  }
  clearInterval(timer);
  timer = setInterval(() => { if (!document.hidden) look(true); }, EVERY);
  return look().then(() => { if (shown?.own) at("said").focus(); });
}

export function leaveCase() {
  clearInterval(timer);
  here = "";
  closeBox();
  at("case").hidden = true;
}

/** The case as it is now stands here; where another look began meanwhile, once that one has come. */
async function look(unattended = false) {
  const own = lookAgain(unattended);
  looking = own;
  await own;
  if (looking !== own) await looking;
}

async function lookAgain(unattended) {
  const own = ++number;
  const conversation = here;
  try {
    const told = await call("GET", `/conversations/${encodeURIComponent(conversation)}`, undefined, { unattended });
    if (own === number && conversation === here) show(told);
  } catch (fault) {
    if (own !== number || conversation !== here) return;
    at("case").hidden = false;
    at("trouble").replaceChildren(problem(fault));
  }
}

function show(told) {
  at("case").hidden = false;
  at("trouble").replaceChildren();
  const before = shown;
  shown = told;
  if (before && before.seq === told.seq && before.owner?.id === told.owner?.id) return;
  at("title").textContent = told.case.applications.map(({ title }) => title).join("、") || "还没选要办什么";
  at("standing").textContent = standing(told);
  at("acts").replaceChildren(...acts(told));
  at("write").hidden = at("fill").hidden = !told.own;
  log(told);
  redraw();
  suggest(told);
}

/** What the guide would say to what the applicant wrote last; one press makes it the clerk's words, or fills it in. */
async function suggest({ own, seq }) {
  const conversation = here;
  at("suggested").replaceChildren();
  if (!own) return;
  const told = await call("GET", `/conversations/${encodeURIComponent(conversation)}/suggestion`, undefined, { unattended: true }).catch(() => null);
  if (!told || conversation !== here || seq !== shown.seq) return;
  const text = told.messages.join("\n");
  const write = toWords(text);
  const fill = press("照这句填", () => say(told.said), "small");
  at("suggested").append(element("p", `导办会说：${text}`), told.fills ? key(fill, "d") : key(write, "d"));
}

/** Puts the text behind what the clerk has already written to the applicant. */
function toWords(text) {
  return press("写给申请人", () => {
    const box = at("words");
    box.value = box.value.trim() ? `${box.value}\n${text}` : text;
    box.focus();
  }, "small");
}

function redraw() { showFields(shown, { fillIn, unmask, field, redraw }); }

function standing(told) {
  const { answered, remaining_min: low, remaining_max: high } = told.progress;
  const whose = told.own ? "在您手里" : told.owner ? `正由${told.owner.name}办` : "没有人接";
  const left = told.case.stage === "submitted" ? "已提交" : `已答 ${answered} 项，还有 ${low === high ? low : `${low}–${high}`} 项`;
  return `${whose}；${left}`;
}

function acts(told) {
  const made = [];
  if (!told.owner && told.may.includes("case.take")) made.push(key(press("接过来", () => act("take"), "main"), "t"));
  if (told.own) {
    made.push(key(press("请申请人核对", () => act("ask", { client_msg_id: fresh() })), "k"));
    if (told.channel === "window" && told.may.includes("case.pair")) made.push(key(press("连申请人的屏幕", pair), "p"));
    made.push(key(press("交还给导办", () => act("back")), "b"));
  }
  if (told.may.includes("case.reassign")) made.push(key(press("改派", reassign), "a"));
  return [...made, ...papers(told).map(([button, letter]) => key(button, letter))];
}

function key(button, letter) {
  button.dataset.key = letter;
  button.title = `Alt+${letter.toUpperCase()}`;
  return button;
}

async function act(name, body = {}) {
  const conversation = here;
  try {
    await call("POST", `/conversations/${encodeURIComponent(conversation)}/${name}`, body);
  } catch (fault) {
    if (conversation !== here) return;
    await look();
    if (conversation === here) at("trouble").replaceChildren(problem(fault));
    return;
  }
  await look();
  showLists();
}

/** Another clerk has it from now on; whose it is now is told with it, so that nobody who took it meanwhile loses it. */
async function reassign() {
  const conversation = here;
  const path = `/conversations/${encodeURIComponent(conversation)}`;
  const instead = shown.owner?.id ?? "";
  try {
    const { clerks } = await call("GET", `${path}/clerks`);
    if (conversation !== here) return;
    const to = element("select");
    to.append(...clerks.filter(({ id }) => id !== instead).map(({ id, name }) => Object.assign(element("option", name), { value: id })));
    ask("改派给", { 工作人员: to }, "改派", async () => {
      await call("POST", `${path}/reassign`, { clerk: to.value, instead });
      await look();
      showLists();
    });
  } catch (fault) {
    at("trouble").replaceChildren(problem(fault));
  }
}

async function write() {
  const said = at("words").value;
  const conversation = here;
  if (busy || !said.trim()) return;
  busy = true;
  try {
    await call("POST", `/conversations/${encodeURIComponent(conversation)}/words`, { client_msg_id: fresh(), text: said.trim() });
    if (conversation === here) taken("words", said);
  } catch (fault) {
    if (conversation === here) at("trouble").replaceChildren(problem(fault));
    return;
  } finally {
    busy = false;
  }
  if (conversation === here) await look();
}

/** The box is empty but for what was typed behind the words that were sent, or instead of them. */
function taken(id, text) {
  const { value } = at(id);
  if (value.startsWith(text)) at(id).value = value.slice(text.length);
}

/** Words, a choice or an edit are filled in, if they can; where they ask back, that stands here and not in the applicant's conversation. */
async function fillIn(told) {
  if (busy) return false;
  busy = true;
  try {
    return await filled(told, here);
  } finally {
    busy = false;
  }
}

/** What comes back of one case never stands in another that was opened meanwhile: its buttons would fill it in there. */
async function filled(told, conversation) {
  const path = `/conversations/${encodeURIComponent(conversation)}`;
  const body = { client_msg_id: fresh(), ...told };
  try {
    const tried = await call("POST", `${path}/attempt`, body);
    if (conversation !== here) return false;
    if (!tried.accepted) {
      // Some of it may be said to be filled in: nothing is, as long as anything of it is asked back.
      at("tried").replaceChildren(element("p", "这一句还没有填，先看："), ...tried.messages.map((one) => back(one, told)));
      return false;
    }
    const { messages } = await call("POST", `${path}/fill`, body);
    if (conversation !== here) return false;
    at("tried").replaceChildren(...messages.map(({ text }) => element("p", text, "good")));
    await look();
    return conversation === here;
  } catch (fault) {
    if (conversation === here) at("tried").replaceChildren(problem(fault));
    return false;
  }
}

/** One line of words; the box keeps it until it is filled in. */
async function say(text) {
  if (!await fillIn({ text })) return false;
  taken("said", text);
  at("said").focus();
  return true;
}

async function field(fact) {
  const conversation = here;
  const told = await call("GET", `/conversations/${encodeURIComponent(conversation)}/fields/${encodeURIComponent(fact)}`);
  return conversation === here ? told : null;
}

/** A question back. A scenario among its choices is filled in by its title, then what was said is filled in again. */
function back(message, told) {
  const box = element("div", message.text);
  // What the guide would have told the applicant, the clerk may tell them: as it is, or in other words.
  if (message.kind === "explain" || message.sources?.length) box.append(toWords(message.text));
  for (const { label, value } of message.choices ?? []) {
    if (typeof value === "string") box.append(press(label, () => again(label, told), "small"));
  }
  return box;
}

/** A scenario is chosen by its title; then what was said is filled in. */
async function again(label, told) {
  if (await fillIn({ text: label }) && told.text) await say(told.text);
}

/** The value stands whole in `place` for half a minute; that it was looked at, and why, is on record. */
function unmask({ fact, label, display }, place) {
  const reason = Object.assign(element("input"), { required: true, minLength: 2, maxLength: 100, autocomplete: "off" });
  reason.setAttribute("list", "reasons");
  const path = `/conversations/${encodeURIComponent(here)}/unmask`;
  ask(`看完整的${label}`, { "为什么要看（会记进审计记录）": reason }, "看", async () => {
    const { value } = await call("POST", path, { fact, reason: reason.value });
    place.textContent = value;
    setTimeout(() => { place.textContent = display; }, WHOLE);
  });
}

async function pair() {
  const conversation = here;
  try {
    const told = await call("POST", `/conversations/${encodeURIComponent(conversation)}/pair`, {});
    if (conversation !== here) return;
    const image = Object.assign(element("img"), { src: told.qr, alt: "二维码" });
    ask("请申请人用手机扫，或者在对面的屏幕（/screen）上输入", {}, "好了", async () => {});
    at("dialog").querySelector("h2").after(image, element("p", told.code, "code"), element("p", `${Math.round(told.seconds / 60)} 分钟内有效，只能用一次。`));
  } catch (fault) {
    at("trouble").replaceChildren(problem(fault));
  }
}

function log(told) {
  const lines = told.turns.flatMap(({ seq, said, heard, messages }) => [
    ...(said ? [["said", said, heard ? seq : undefined]] : []),
    ...messages.map(({ kind, text }) => [kind === "clerk" ? "clerk" : "told", text]),
  ]);
  at("log").replaceChildren(...lines.map(([kind, text, seq]) => {
    const item = element("li", text, kind);
    if (seq !== undefined && told.may.includes("miss.report")) item.append(wrong(seq));
    return item;
  }));
  at("log").scrollTop = at("log").scrollHeight;
}

/** Tells the authors that this was understood wrongly. */
function wrong(seq) {
  const button = press(misheard.has(`${here} ${seq}`) ? "已告诉作者" : "这句理解错了", async () => {
    button.disabled = true;
    try {
      await call("POST", `/conversations/${encodeURIComponent(here)}/misheard`, { seq });
      misheard.add(`${here} ${seq}`);
      button.textContent = "已告诉作者";
    } catch (fault) {
      at("trouble").replaceChildren(problem(fault));
    }
  }, "small");
  button.disabled = misheard.has(`${here} ${seq}`);
  return button;
}

/** crypto.randomUUID exists only on https pages; a hall may serve its own without. */
function fresh() { return [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join(""); }
