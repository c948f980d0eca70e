// One conversation in one page: puts the parts together.

import { clear, element, offer, press, put, restore, scroll, withdraw } from "./chat.js";
import { showCase, showProgress } from "./form.js";
import { Talk, identities, signIn } from "./talk.js";

const at = (id) => document.getElementById(id);
const SEQ = "daoban.seq";
const WELCOME = "您好，我是导办助手。告诉我您想开什么店，我来一步一步问，帮您填好申请表，交给受理系统。随时可以问为什么、改答案、找人工。";
const NOTHING = {
  progress: { answered: 0, remaining_min: 0, remaining_max: 0 },
  case: { stage: "routing", applications: [], materials: [] },
};
/** Lines of messages that the server has not answered yet: message id -> line. */
const unsent = new Map();

const talk = new Talk({
  sending(item) {
    withdraw();
    unsent.set(item.body.client_msg_id, put("own", item.shown));
    mark(item, true);
    at("progress").textContent = "导办正在处理……";
  },
  turn(turn, item) {
    if (item) mark(item, false);
    show(turn);
  },
  refused(why, item, gone) {
    mark(item, false);
    put("rejection", gone ? "之前的会话已经找不到了，请重新告诉我您想开什么店。" : why);
    if (gone) {
      clearSeq();
      welcome();
    } else {
      talk.look().then((turn) => turn && show(turn));
    }
  },
  trouble() {
    at("why").textContent = navigator.onLine ? "暂时连不上，您的话还在，正在重试……" : "网络断了，您的话还在，连上后自动发送。";
    at("trouble").hidden = false;
    at("progress").textContent = "等着连上……";
    scroll();
  },
  fine() { at("trouble").hidden = true; },
});

const send = (message, shown) => talk.send(message, shown);
const clearSeq = () => sessionStorage.removeItem(SEQ);

function mark(item, waiting) {
  const id = item.body.client_msg_id;
  unsent.get(id)?.classList.toggle("unsent", waiting);
  if (!waiting) unsent.delete(id);
}

/** Shows a turn, unless it is on the page already. */
function show(turn) {
  const known = sessionStorage.getItem(SEQ);
  if (known === null || turn.seq > Number(known)) {
    for (const { kind, text, help } of turn.messages) put(kind, text, { help });
    sessionStorage.setItem(SEQ, String(turn.seq));
  }
  showProgress(turn);
  showCase(turn, talk.pdf, (fact, label, value) => {
    look("chat");
    send({ edit: { fact, value } }, `${label}改成：${value}`);
  });
  offer(turn, send);
}

function look(view) {
  document.body.dataset.view = view;
  for (const button of document.querySelectorAll("[data-show]")) {
    button.setAttribute("aria-pressed", String(button.dataset.show === view));
  }
}

async function welcome() {
  put("notice", WELCOME);
  showProgress(NOTHING);
  showCase(NOTHING, "", null);
  const people = await identities();
  if (!people.length || talk.begun || talk.waiting) return;
  at("choices").append(element("p", "演示：可以先用一个编造的身份登录，看证照怎样带出内容。", "quiet"));
  for (const { id, label } of people) {
    at("choices").append(press(label, async () => {
      withdraw();
      put("notice", (await signIn(id)) ? `已经用「${label}」登录。您想开什么店？` : "没有登录成功，可以直接开始。");
      at("text").focus();
    }));
  }
}

async function start() {
  const drawn = restore();
  if (!talk.begun && !talk.waiting) {
    clear();
    clearSeq();
    return welcome();
  }
  const turn = talk.begun ? await talk.look() : null;
  if (turn === null && !talk.waiting) {
    clear();
    clearSeq();
    put("rejection", "之前的会话已经找不到了。");
    return welcome();
  }
  if (turn !== null && !drawn) put("notice", "接着上次的办理。");
  if (turn !== null) show(turn);
  if (talk.waiting) withdraw();
  talk.work();
}

at("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = at("text").value;
  at("text").value = "";
  at("text").focus();
  if (text.trim()) send({ text }, text);
});
at("text").addEventListener("keydown", (event) => {
  // Enter while an input method composes chooses a word; it must not send.
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
    event.preventDefault();
    at("composer").requestSubmit();
  }
});
at("retry").addEventListener("click", () => talk.retry());
at("human").addEventListener("click", () => { look("chat"); send({ text: "转人工" }, "转人工"); });
at("again").addEventListener("click", () => {
  if (talk.begun && !confirm("开始新的申请吗？现在这一件会留在系统里，但这个页面不再打开它。")) return;
  talk.forget();
  clear();
  clearSeq();
  location.reload();
});
for (const button of document.querySelectorAll("[data-show]")) button.addEventListener("click", () => look(button.dataset.show));
start();
