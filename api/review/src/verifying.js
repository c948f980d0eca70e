// A licence that somebody shows: scanned or typed in, and whether it is valid.

import { at, element, problem, tag } from "../../studio/src/dom.js";
import { call } from "../../studio/src/server.js";

const PURPOSES = { window: "窗口核验", enforcement: "执法检查", matter: "办件审查" };
let number = 0;

/** The form does what it says. A scanner types the text and presses Enter. */
export function beginVerifying() {
  at("verifypurpose").replaceChildren(...Object.entries(PURPOSES).map(([value, label]) => Object.assign(element("option", label), { value })));
  at("verifyform").addEventListener("submit", (event) => {
    event.preventDefault();
    verify();
  });
}

/** Shows an empty form: what another person has shown is gone. */
export function showVerifying() {
  forget();
  at("shown").focus();
}

function forget() {
  number += 1;
  at("shown").value = "";
  at("verdict").replaceChildren();
}

async function verify() {
  const text = at("shown").value.trim();
  forget();
  if (!text) return;
  const own = number;
  const go = at("verifyform").querySelector("button");
  go.disabled = true;
  try {
    const told = await call("POST", "/verifications", { text, purpose: at("verifypurpose").value });
    if (own === number) at("verdict").replaceChildren(shown(told));
  } catch (fault) {
    if (own === number) at("verdict").replaceChildren(problem(fault));
  }
  go.disabled = false;
  if (own !== number) return;
  // The next one is scanned without a mouse.
  at("shown").focus();
}

function shown(told) {
  const box = element("div", undefined, "verdict");
  const head = element("h3", `${told.title}　`);
  head.append(tag(told.status_text, told.valid ? "good" : "bad"));
  const lines = [["颁发机构", told.office], ["持证人", [told.holder.name, told.holder.number].filter(Boolean).join("　")]];
  if (told.valid_from) lines.push(["有效期自", told.valid_from]);
  if (told.valid_until) lines.push(["有效期至", told.valid_until]);
  lines.push(...Object.entries(told.fields), ["证照标识", told.identifier]);
  const list = element("dl");
  for (const [term, text] of lines) list.append(element("dt", term), element("dd", text));
  box.append(head, list);
  const notes = [];
  if (!told.shown) notes.push("这是按标识查的，不是持证人刚刚出示的：不能说明拿着它的就是持证人，证面内容不显示。");
  if (told.withheld.length) notes.push(`没有显示：${told.withheld.join("、")}。`);
  if (!told.certain) notes.push("标识里的代码没有核到，以受理窗口为准。");
  if (told.invented) notes.push("演示数据，人和内容都是编造的。");
  box.append(...notes.map((note) => element("p", note, "quiet")));
  return box;
}
