// Elements, made without markup: everything is put in as text.

export const at = (id) => document.getElementById(id);

export function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined && text !== null) made.textContent = text;
  if (className) made.className = className;
  return made;
}

export function press(label, act, className) {
  const button = element("button", label, className);
  button.type = "button";
  button.addEventListener("click", act);
  return button;
}

export function tag(text, kind = "") { return element("span", text, `tag ${kind}`); }

export function when(iso) {
  return new Date(iso).toLocaleString("zh-CN", { timeZone: "Asia/Shanghai", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" });
}

/** A problem as an element: what is wrong, and every place. */
export function problem(fault) {
  const box = element("div", undefined, "problem");
  box.setAttribute("role", "alert");
  box.append(element("p", fault.message));
  const list = element("ul");
  for (const one of fault.errors ?? []) list.append(element("li", `${one.pointer.slice(1)}　${one.detail}`));
  if (list.childElementCount) box.append(list);
  return box;
}

/** Asks in a dialog; gives what `fields` (name -> element) hold, or null when it was closed. `check` may throw. */
export function ask(title, fields, label, act) {
  const dialog = at("dialog");
  const form = element("form");
  const actions = element("div", undefined, "actions");
  const go = element("button", label, "main");
  const said = element("div");
  form.append(element("h2", title));
  for (const [name, field] of Object.entries(fields)) {
    const held = element("label", name);
    held.append(field);
    form.append(held);
  }
  actions.append(press("取消", () => dialog.close()), go);
  form.append(said, actions);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    go.disabled = true;
    try {
      await act();
      dialog.close();
    } catch (fault) {
      said.replaceChildren(problem(fault));
    }
    go.disabled = false;
  });
  dialog.replaceChildren(form);
  dialog.showModal();
}

/** The lines of a unified diff. */
export function diff(lines) {
  const box = element("div", undefined, "diff");
  if (!lines.length) box.append(element("div", "没有不同。", "at"));
  const kinds = { "+": "plus", "-": "minus", "@": "at" };
  for (const line of lines) {
    const begins = /^@@ -\d+(?:,\d+)? \+(\d+)/.exec(line);
    box.append(element("div", begins ? `第 ${begins[1]} 行起` : line, kinds[line[0]] ?? ""));
  }
  return box;
}
