"use strict";
// One conversation in one page. Everything the server says is put in as text, never as markup.

const at = (id) => document.getElementById(id);
const KEY = "daoban.conversation";
let conversation = localStorage.getItem(KEY);
let asking = null;
let queue = Promise.resolve();
let picked = [];

const element = (name, text, className) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
};

function put(text, kind) {
  const line = element("li", text, kind);
  at("log").append(line);
  line.scrollIntoView({ block: "end" });
  return line;
}

async function call(method, path, body) {
  const options = { method, headers: { "Content-Type": "application/json" }, credentials: "same-origin" };
  if (body !== undefined) options.body = JSON.stringify(body);
  const response = await fetch("/api/v1/conversations" + path, options);
  const answer = await response.json();
  if (!response.ok) throw Object.assign(new Error(answer.detail), { status: response.status });
  return answer;
}

async function begin() {
  const made = await call("POST", "", { channel: "web" });
  conversation = made.id;
  localStorage.setItem(KEY, conversation);
}

// A message keeps its id until the server has answered it, so sending it again never doubles it.
function send(message, shown) {
  const id = crypto.randomUUID ? crypto.randomUUID() : String(Date.now()) + Math.random().toString(36).slice(2);
  const line = put(shown, "own unsent");
  queue = queue.then(() => attempt({ client_msg_id: id, ...message }, line, 0));
}

async function attempt(message, line, tries) {
  at("progress").textContent = "小助手正在处理……";
  try {
    if (!conversation) await begin();
    const turn = await call("POST", `/${conversation}/messages`, message);
    line.classList.remove("unsent");
    show(turn);
  } catch (fault) {
    if (fault.status && fault.status < 500 && fault.status !== 429) {
      line.classList.remove("unsent");
      put(fault.message, "rejection");
      if (fault.status === 401 || fault.status === 404) { forget(); put("之前的会话已经找不到，请重新开始。", "rejection"); }
      return;
    }
    at("progress").textContent = "没有发出去，正在重试……";
    await new Promise((resolve) => setTimeout(resolve, Math.min(1000 * 2 ** tries, 15000)));
    await attempt(message, line, tries + 1);
  }
}

function show(turn) {
  for (const message of turn.messages) put(message.text, message.kind);
  asking = turn.asking;
  showChoices([...turn.messages].reverse().find((message) => message.choices));
  showProgress(turn);
  showForm(turn);
  showMaterials(turn.case.materials);
}

function showChoices(message) {
  const box = at("choices");
  box.replaceChildren();
  picked = [];
  if (!message || !message.question) return;
  const several = asking && asking.kind === "multi_choice";
  for (const choice of message.choices) {
    const button = element("button", choice.label);
    button.type = "button";
    button.addEventListener("click", () => {
      if (several && choice.value !== null) return toggle(button, choice, message);
      send({ choice: { question: message.question, value: choice.value } }, choice.label);
    });
    if (several && choice.value !== null) button.setAttribute("aria-pressed", "false");
    box.append(button);
  }
  if (several) {
    const done = element("button", "选好了");
    done.type = "button";
    done.addEventListener("click", () => {
      if (picked.length) send({ choice: { question: message.question, value: picked.map((one) => one.value) } }, picked.map((one) => one.label).join("、"));
    });
    box.append(done);
  }
}

function toggle(button, choice) {
  const on = picked.includes(choice);
  picked = on ? picked.filter((one) => one !== choice) : [...picked, choice];
  button.setAttribute("aria-pressed", String(!on));
}

function showProgress(turn) {
  const { answered, remaining_min: least, remaining_max: most } = turn.progress;
  const stages = { routing: "开店办证，一句话开始", review: "都填好了，请核对后提交", submitted: "已提交", closed: "已关闭" };
  const left = least === most ? `还有 ${least} 个` : `还有 ${least} 到 ${most} 个`;
  at("progress").textContent = stages[turn.case.stage] || `已答 ${answered} 个问题，${left}`;
  if (turn.case.receipt) at("progress").textContent = `收件编号 ${turn.case.receipt.reference}`;
}

function showForm(turn) {
  const box = at("form");
  box.replaceChildren();
  let missing = 0;
  for (const application of turn.case.applications) {
    missing += application.missing.length;
    box.append(element("p", application.title, "quiet"));
    const list = element("dl");
    for (const field of Object.values(application.fields)) {
      list.append(element("dt", field.label), element("dd", field.display, field.confirmed ? "" : "draft"));
    }
    box.append(list);
  }
  at("formtitle").textContent = turn.case.applications.length ? `申请表（还差 ${missing} 个必填项）` : "申请表";
  at("pdf").hidden = !turn.case.applications.length;
  at("pdf").href = `/api/v1/conversations/${conversation}/application.pdf`;
}

function showMaterials(materials) {
  at("materialtitle").textContent = `材料（${materials.length}）`;
  at("materials").replaceChildren(...materials.map((one) => element("li", one.label + (one.note ? `：${one.note}` : "") + (one.certain ? "" : "（以受理窗口为准）"))));
}

function forget() {
  localStorage.removeItem(KEY);
  conversation = null;
}

at("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = at("text").value;
  if (!text.trim()) return;
  at("text").value = "";
  send({ text }, text);
});
at("text").addEventListener("keydown", (event) => {
  // Enter while an input method composes chooses a word; it must not send.
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
    event.preventDefault();
    at("composer").requestSubmit();
  }
});
at("human").addEventListener("click", () => send({ text: "转人工" }, "转人工"));
at("again").addEventListener("click", () => {
  if (!confirm("开始新的申请？现在这一件会留在服务器上，但这个页面不再打开它。")) return;
  forget();
  location.reload();
});

(async () => {
  put("您好，我是导办助手。告诉我您想开什么店，我来问需要的内容、填申请表、交给受理系统。", "notice");
  if (conversation) {
    try { show(await call("GET", `/${conversation}`)); } catch { forget(); }
  }
  at("text").focus();
})();
