// The conversation on the page: what was said, and what can be pressed. Everything is put in as text, never as markup.

const LINES = "daoban.lines";
const KEPT = 300;
const at = (id) => document.getElementById(id);

export function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** The lines of this tab, which a reload brings back. */
let lines = JSON.parse(sessionStorage.getItem(LINES) || "[]");

export function restore() {
  for (const line of lines) draw(line);
  return lines.length > 0;
}

export function clear() {
  lines = [];
  sessionStorage.removeItem(LINES);
  at("log").replaceChildren();
}

/** Shows a line and keeps it. `kind` is the message's kind, or "own". */
export function put(kind, text, more = {}) {
  const line = { kind, text, ...more };
  lines = [...lines, line].slice(-KEPT);
  sessionStorage.setItem(LINES, JSON.stringify(lines));
  return draw(line);
}

function draw({ kind, text, help }) {
  const item = element("li", undefined, kind);
  item.append(element("span", kind === "own" ? "您：" : "导办：", "hidden"));
  item.append(...text.split("\n").map((line) => listed(line, kind === "review")));
  if (help) item.append(element("p", help, "help"));
  at("log").append(item);
  scroll();
  return item;
}

/** The latest line is in sight; of one longer than the window, its beginning. */
export function scroll() {
  const log = at("log");
  const latest = log.lastElementChild;
  if (latest) log.scrollTop = Math.min(log.scrollHeight, latest.offsetTop - 12);
}

/** A line 【section】label：value；… or 材料：name；… as a heading and a list; any other as a paragraph. */
function listed(line, open) {
  const found = /^【([^】]*)】(.*)$/.exec(line) ?? /^(材料|拿到证以后还要做)：(.*)$/.exec(line);
  if (!found) return element("p", line);
  const section = element("details");
  const list = element("ul");
  const items = found[2].split(/；(?![^（]*）)/).filter(Boolean);
  list.append(...items.map((one) => element("li", one)));
  section.append(element("summary", `${found[1]}（${items.length}）`), list);
  section.open = open && line.startsWith("【");
  return section;
}

/** Buttons for the open question; the first that is pressed takes them all away, so that one answer is sent. */
export function offer(turn, send) {
  const box = at("choices");
  const had = box.contains(document.activeElement) || document.activeElement === document.body;
  box.replaceChildren();
  const open = turn.asking && choicesOf(turn);
  if (!open) return scroll();
  const several = turn.asking.kind === "multi_choice";
  const picked = new Map();
  let answered = false;
  const answer = (value, shown) => {
    if (answered) return;
    answered = true;
    box.replaceChildren();
    send({ choice: { question: turn.asking.instance, value } }, shown);
  };
  for (const { label, value } of open) {
    const button = press(label, () => {
      if (!several || value === null) return answer(value, label);
      if (!picked.delete(value)) picked.set(value, label);
      button.setAttribute("aria-pressed", String(picked.has(value)));
      done.disabled = picked.size === 0;
    });
    if (several && value !== null) button.setAttribute("aria-pressed", "false");
    box.append(button);
  }
  const done = press("选好了", () => answer([...picked.keys()], [...picked.values()].join("、")));
  done.classList.add("main");
  done.disabled = true;
  if (several) box.append(done);
  if (turn.asking.kind === "review") box.firstElementChild.classList.add("main");
  if (had) box.firstElementChild.focus({ preventScroll: true });
  scroll();
}

function choicesOf({ asking, messages }) {
  const told = [...messages].reverse().find((message) => message.choices?.length && message.question === asking.instance);
  const options = told?.choices ?? (asking.options ?? []).filter((option) => typeof option === "object");
  return options.length ? options : null;
}

export function press(label, act) {
  const button = element("button", label);
  button.type = "button";
  // The second click of a double click may already fall on the next question's button.
  button.addEventListener("click", (event) => event.detail > 1 || act());
  return button;
}

/** Nothing can be pressed any more. */
export function withdraw() { at("choices").replaceChildren(); }
