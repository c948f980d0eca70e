// Signing in: a made-up author is chosen, another proves himself with a password.

import { at, element, press, problem } from "./dom.js";
import { call } from "./server.js";

/** Shows the sign-in over the page until somebody is signed in; what was being written stays beneath it. */
export function signIn(reason = "") {
  const box = at("signin");
  return new Promise((resolve) => {
    const said = element("div");
    said.hidden = true;
    const enter = async (author, password) => {
      try {
        const who = await call("POST", "/session", password === undefined ? { author } : { author, password }, { once: true });
        box.hidden = true;
        resolve(who);
      } catch (fault) {
        said.hidden = false;
        said.replaceChildren(problem(fault));
      }
    };
    show(box, reason, said, enter);
  });
}

async function show(box, reason, said, enter) {
  box.replaceChildren(element("h1", "导办 主题工作台"), ...(reason ? [Object.assign(element("p", reason), { role: "alert" })] : []));
  box.hidden = false;
  try {
    const { demo, authors } = await call("GET", "/authors", undefined, { once: true });
    box.append(demo ? chosen(authors, enter) : proved(enter), said);
    // Who was writing when the session ended goes on writing beneath: a key must not press a button here.
    if (!reason) box.querySelector("input, button").focus();
  } catch (fault) {
    box.append(problem(fault), press("再试", () => show(box, reason, said, enter)));
  }
}

function chosen(authors, enter) {
  const list = element("div");
  list.append(element("p", "演示：选一个编造的作者登录，不用密码。", "quiet"));
  for (const { id, name } of authors) list.append(press(name, () => enter(id)));
  return list;
}

function proved(enter) {
  const form = element("form");
  const author = Object.assign(element("input"), { name: "author", autocomplete: "username", required: true });
  const password = Object.assign(element("input"), { name: "password", type: "password", autocomplete: "current-password", required: true });
  for (const [text, field] of [["账号", author], ["密码", password]]) {
    const label = element("label", text);
    label.append(field);
    form.append(label);
  }
  form.append(element("button", "登录", "main"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    enter(author.value.trim(), password.value);
  });
  return form;
}
