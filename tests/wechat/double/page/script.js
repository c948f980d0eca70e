// The phone: shows what the double has on its screen, and tells it what is typed and tapped.
"use strict";

const at = (id) => document.getElementById(id);
const phone = new URLSearchParams(location.search).get("phone") || "1";
const where = (path, more = "") => `${path}?phone=${encodeURIComponent(phone)}${more}`;
let seen = 0;
let menuShown = "";

function make(tag, text = "", kind = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function post(path, body) {
  return fetch(where(path), { method: "POST", body: body instanceof Blob ? body : JSON.stringify(body || {}) }).then(look);
}

function act(name, body) {
  return post(`/page/act/${name}`, body);
}

// A link is made here, of a text and an address that were told apart before; nothing of a message is read as HTML.
function piece(part) {
  if (part.says) {
    const link = make("button", part.text, "link");
    link.type = "button";
    link.addEventListener("click", () => act("tap", { says: part.says, menu: part.menu }));
    return link;
  }
  return /^https?:\/\//.test(part.url) ? page(part.text, part.url) : document.createTextNode(part.text);
}

function page(text, url) {
  const link = make("a", text, "link");
  link.href = url;
  link.target = "_blank";
  link.rel = "noopener";
  return link;
}

function bubble(line) {
  const made = make("div", "", "bubble");
  if (line.way === "notice") made.append(make("b", "服务通知"));
  if (line.way === "own" && line.url) {
    const image = make("img");
    image.alt = "发出的图片";
    image.addEventListener("load", () => at("screen").scrollTo(0, at("screen").scrollHeight));
    image.src = line.url;
    made.append(image);
  } else {
    made.append(...line.parts.map(piece));
  }
  if (line.way === "notice" && line.url) made.append(make("br"), page("查看详情", line.url));
  return made;
}

function addLines(lines) {
  const screen = at("screen");
  for (const line of lines) {
    const made = make("div", "", `line ${line.way}`);
    made.append(bubble(line));
    screen.append(made);
  }
  if (lines.length) screen.scrollTo(0, screen.scrollHeight);
}

function press(entry) {
  if (entry.type === "view") {
    window.open(entry.url, "_blank", "noopener");
    return act("view", { url: entry.url });
  }
  return act("click", { key: entry.key });
}

function closeMenus() {
  for (const list of at("menu").querySelectorAll("ul")) {
    list.hidden = true;
    list.previousSibling.setAttribute("aria-expanded", "false");
  }
}

function menuEntry(entry) {
  const box = make("div");
  const button = make("button", entry.name);
  button.type = "button";
  box.append(button);
  if (!(entry.sub_button || []).length) {
    button.addEventListener("click", () => press(entry));
    return box;
  }
  const list = make("ul");
  list.hidden = true;
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", (event) => {
    const open = list.hidden;
    event.stopPropagation();
    closeMenus();
    list.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  });
  for (const below of entry.sub_button) {
    const item = make("li");
    const pressed = make("button", below.name);
    pressed.type = "button";
    pressed.addEventListener("click", () => press(below));
    item.append(pressed);
    list.append(item);
  }
  box.append(list);
  return box;
}

function show(state) {
  addLines(state.lines);
  seen += state.lines.length;
  at("status").textContent = state.typing ? "对方正在输入…" : "";
  at("unfollowed").hidden = state.follows;
  at("typed").hidden = !state.follows;
  if (!state.follows) at("more").hidden = true;
  at("menu").hidden = !state.follows || !state.menu.length || at("swap").getAttribute("aria-expanded") === "false";
  at("swap").hidden = !state.menu.length;
  if (JSON.stringify(state.menu) !== menuShown) {
    menuShown = JSON.stringify(state.menu);
    at("menu").replaceChildren(...state.menu.map(menuEntry));
  }
  at("tries").textContent = state.tries;
  at("last").textContent = state.tries ? `${state.last.toFixed(2)} 秒` : "–";
  at("left").textContent = `${state.left} 条`;
}

let looking = null;

// One question at a time, so that no line is added twice.
function look() {
  looking ||= fetch(where("/page/state", `&after=${seen}`))
    .then((answer) => answer.json())
    .then(show)
    .catch(() => { at("status").textContent = "演示已停止"; })
    .finally(() => { looking = null; });
  return looking;
}

function send() {
  const words = at("words").value.trim();
  if (!words) return;
  at("words").value = "";
  fit();
  act("say", { text: words });
}

function fit() {
  at("words").style.height = "40px";
  at("words").style.height = `${Math.min(at("words").scrollHeight + 2, 120)}px`;
}

at("typed").addEventListener("submit", (event) => { event.preventDefault(); send(); at("words").focus(); });
at("words").addEventListener("input", fit);
at("words").addEventListener("keydown", (event) => {
  // While an input method is choosing characters, Enter is its own.
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
});
at("follow").addEventListener("click", () => act("follow"));
at("swap").addEventListener("click", () => {
  const open = at("swap").getAttribute("aria-expanded") === "false";
  at("swap").setAttribute("aria-expanded", String(open));
  at("menu").hidden = !open;
});
at("plus").addEventListener("click", () => {
  at("more").hidden = !at("more").hidden;
  at("plus").setAttribute("aria-expanded", String(!at("more").hidden));
});
at("image").addEventListener("change", () => {
  if (at("image").files.length) post("/page/image", at("image").files[0]);
  at("image").value = "";
});
for (const tile of document.querySelectorAll("[data-act]")) {
  tile.addEventListener("click", () => act(tile.dataset.act));
}
for (const box of document.querySelectorAll("[data-fault]")) {
  box.addEventListener("change", () =>
    post("/page/faults", [...document.querySelectorAll("[data-fault]:checked")].map((one) => one.dataset.fault)));
}
// What opens below the screen, or a picture that arrives, must not hide the latest line.
let below = true;
let height = 0;
at("screen").addEventListener("scroll", () => {
  const { scrollHeight, scrollTop, clientHeight } = at("screen");
  // While the screen changes its size, it is not the holder who scrolls.
  if (clientHeight === height) below = scrollHeight - scrollTop - clientHeight < 40;
});
new ResizeObserver(() => {
  height = at("screen").clientHeight;
  if (below) at("screen").scrollTo(0, at("screen").scrollHeight);
}).observe(at("screen"));
document.addEventListener("click", closeMenus);
window.addEventListener("keydown", (event) => { if (event.key === "Escape") closeMenus(); });
setInterval(look, 400);
look();
