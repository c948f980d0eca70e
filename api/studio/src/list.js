// The scenarios, and what waits for a decision.

import { ask, at, element, tag } from "./dom.js";
import { call } from "./server.js";

const STATES = { current: ["在用", "good"], broken: ["停用：写错了", "bad"], expired: ["停用：依据失效", "bad"], new: ["新主题，还没有上线", ""], unreadable: ["文件读不了", "bad"] };

/** Shows the list; `open(place)` and `review(id)` are called for what is clicked. Gives what the server said. */
export async function showList(current, open, review) {
  const found = await call("GET", "/scenarios");
  at("scenarios").replaceChildren(...found.scenarios.map((one) => scenario(one, current, open)));
  const waiting = found.scenarios.filter((one) => one.waiting);
  at("waitingbox").hidden = waiting.length === 0;
  at("waiting").replaceChildren(...waiting.map((one) => held(one, review)));
  return found;
}

function scenario(one, current, open) {
  const item = element("li");
  const button = element("button");
  button.type = "button";
  button.setAttribute("aria-current", String(current?.folder === one.folder && current?.id === one.id));
  button.append(element("strong", one.title), element("span", `${one.folder}/${one.id}`, "quiet"), element("br"));
  const [state, kind] = STATES[one.state] ?? [one.state, ""];
  button.append(tag(state, kind));
  if (one.issues) button.append(tag(`${one.issues} 个问题`, "bad"));
  if (one.coverage) button.append(covered(one.coverage));
  for (const draft of one.drafts) button.append(tag(draft.own ? "我的草稿" : `${draft.name} 的草稿`));
  if (one.waiting) button.append(tag("等审批"));
  button.addEventListener("click", () => open({ folder: one.folder, id: one.id }));
  item.append(button);
  return item;
}

function covered({ stories, questions, branches }) {
  return tag(`故事 ${stories} 个：问题 ${questions}%，条件 ${branches}%`, questions < 100 || branches < 100 ? "bad" : "good");
}

/** Has the stories played where nobody has since a file changed; the list shows it afterwards. */
export async function measure(done) {
  const button = at("measure");
  button.disabled = true;
  button.textContent = "正在跑故事，要一两分钟……";
  try {
    await call("GET", "/coverage");
    await done();
    button.textContent = "故事覆盖";
  } catch (fault) {
    button.textContent = `没有算成：${fault.message}`;
  }
  button.disabled = false;
}

function held(one, review) {
  const item = element("li");
  const button = element("button");
  button.type = "button";
  button.append(element("strong", one.title), element("span", `${one.waiting.submitter}：${one.waiting.note}`, "quiet"));
  button.addEventListener("click", () => review(one.waiting.id));
  item.append(button);
  return item;
}

/** Asks for a new scenario and makes its first draft; then `open(place)`. */
export function newScenario({ folders, forms, scenarios }, open) {
  const folder = choice(folders.map((one) => [one, one]));
  const id = Object.assign(element("input"), { required: true, pattern: "[a-z][a-z0-9_]{0,39}", placeholder: "例如 pancake_shop", autocomplete: "off" });
  const title = Object.assign(element("input"), { required: true, maxLength: 40, placeholder: "例如 开一家煎饼店", autocomplete: "off" });
  const like = choice([
    ...forms.map((one) => [`form ${one.id}`, `照着申请表「${one.title}」起草`]),
    ...scenarios.filter((one) => one.state !== "new").map((one) => [`${one.folder}/${one.id}`, `照着主题「${one.title}」改`]),
  ]);
  const fields = { 类别: folder, "编号（小写英文字母、数字、下划线）": id, 名称: title, 底本: like };
  ask("新主题", fields, "建草稿", async () => {
    const place = { folder: folder.value, id: id.value.trim() };
    if (scenarios.some((one) => one.id === place.id)) throw new Error("这个编号已经有了，换一个。");
    const form = /^form (.*)$/.exec(like.value)?.[1];
    const { text: found } = form ? await call("POST", "/outlines", { ...place, title: title.value, form }) : await call("GET", `/scenarios/${like.value}`);
    const text = form ? found : relabelled(found ?? "", place.id, title.value);
    await call("PUT", `/drafts/${place.folder}/${place.id}`, { text, version: 0, base: "" });
    await open(place);
  });
}

function choice(options) {
  const select = element("select");
  for (const [value, label] of options) select.append(Object.assign(element("option", label), { value }));
  return select;
}

const plain = (title) => (/[:#{}[\],&*!|>'"%@`]/.test(title) ? JSON.stringify(title) : title);

function relabelled(text, id, title) { return text.replace(/^id:.*$/m, () => `id: ${id}`).replace(/^title:.*$/m, () => `title: ${plain(title)}`); }
