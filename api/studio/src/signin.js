// Signing in: somebody made up is chosen, another proves himself with a password. The page's root element says who signs in.

import { at, element, press, problem } from "./dom.js";
import { call } from "./server.js";

/** author or officer; and what they are called. */
const { role, word } = document.documentElement.dataset;

/** Shows the sign-in over the page until somebody is signed in; what was being written stays beneath it. */
export function signIn(reason = "") {
  const box = at("signin");
  return new Promise((resolve) => {
    const said = element("div");
    said.hidden = true;
    const enter = async (id, proof = {}) => {
      try {
        const who = await call("POST", "/session", { [role]: id, ...proof }, { once: true });
        box.hidden = true;
        document.body.append(box);
        resolve(who);
      } catch (fault) {
        said.hidden = false;
        said.replaceChildren(problem(fault));
      }
    };
    above(box);
    show(box, reason, said, enter);
  });
}

/** The sign-in lies over everything, and can be used: an open dialog makes all that is not in it inert. */
function above(box) {
  const dialog = document.querySelector("dialog[open]");
  if (!dialog) return;
  dialog.append(box);
  dialog.addEventListener("close", () => document.body.append(box), { once: true });
}

async function show(box, reason, said, enter) {
  box.replaceChildren(element("h1", document.title.replace("：", " ")), ...(reason ? [Object.assign(element("p", reason), { role: "alert" })] : []));
  box.hidden = false;
  try {
    const answer = await call("GET", `/${role}s`, undefined, { once: true });
    box.append(answer.demo ? chosen(answer[`${role}s`], enter) : proved(enter, answer.factor), said);
    // Who was writing when the session ended goes on writing beneath: a key must not press a button here.
    if (!reason) box.querySelector("input, button").focus();
  } catch (fault) {
    box.append(problem(fault), press("再试", () => show(box, reason, said, enter)));
  }
}

function chosen(people, enter) {
  const list = element("div");
  list.append(element("p", `演示：选一个编造的${word}登录，不用密码。`, "quiet"));
  for (const { id, name, office } of people) list.append(press(office ? `${name}　${office}` : name, () => enter(id)));
  return list;
}

/** `factor`: a code from their own phone goes with the password. */
function proved(enter, factor) {
  const form = element("form");
  const account = Object.assign(element("input"), { name: role, autocomplete: "username", required: true });
  const password = Object.assign(element("input"), { name: "password", type: "password", autocomplete: "current-password", required: true });
  const code = Object.assign(element("input"), { name: "code", inputMode: "numeric", autocomplete: "one-time-code", required: true, maxLength: 6, pattern: "[0-9]{6}" });
  for (const [text, field] of [["账号", account], ["密码", password], ...(factor ? [["验证码（手机上的 6 位数字）", code]] : [])]) {
    const label = element("label", text);
    label.append(field);
    form.append(label);
  }
  form.append(element("button", "登录", "main"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    enter(account.value.trim(), { password: password.value, ...(factor ? { code: code.value } : {}) });
    code.value = "";
  });
  return form;
}
