// The audit trail as auditors read it: newest first, narrowed, verified, taken away as a file.

import { at, element, press, problem } from "../../studio/src/dom.js";
import { call } from "../../studio/src/server.js";

const WHY = { missing: "前面少了记录", changed: "内容和写下的时候不一样，或者它前面的一条被改过", forged: "不是用本系统的密钥写的", keyless: "写的时候用的密钥不在，前面的密钥却在：不是本系统写的，或者换密钥的时候旧的拿走得太早", cut: "上次核对的时候有，现在没有了，或者换成了别的" };
let more = null;

export function beginAudit() {
  at("audit").hidden = false;
  at("which").addEventListener("submit", (event) => { event.preventDefault(); show(); });
  at("older").addEventListener("click", () => show(more));
  at("verify").addEventListener("submit", (event) => { event.preventDefault(); verify(); });
  at("which").addEventListener("input", address);
  return show();
}

/** What the list is narrowed to, as the address of a request. */
function narrowed(before) {
  const query = new URLSearchParams();
  for (const name of ["who", "act", "about"]) {
    const told = at("which").elements[name].value.trim();
    if (told) query.set(name, told);
  }
  if (before) query.set("before", before);
  return query.size ? `?${query}` : "";
}

function address() { at("export").href = `${document.documentElement.dataset.api}/audit/export${narrowed()}`; }

async function show(before) {
  address();
  try {
    const told = await call("GET", `/audit${narrowed(before)}`);
    offer(told.acts);
    const lines = told.entries.map(line);
    if (before) at("trail").append(...lines);
    else at("trail").replaceChildren(...lines);
    more = told.more;
    at("older").hidden = more === null;
    at("audited").replaceChildren(at("trail").childElementCount ? `${at("trail").childElementCount} 条` : "没有这样的记录。");
  } catch (fault) {
    at("audited").replaceChildren(problem(fault));
  }
}

function offer(acts) {
  const box = at("which").elements.act;
  if (box.childElementCount > 1) return;
  for (const [name, title] of Object.entries(acts)) box.append(Object.assign(element("option", title), { value: name }));
}

function line(one) {
  const row = element("tr", undefined, one.allowed ? "" : "refused");
  const at_ = new Date(one.at).toLocaleString("zh-CN", { timeZone: "Asia/Shanghai", hour12: false });
  const what = element("td", one.allowed ? one.title : `${one.title}（没有准）`);
  what.append(...details(one.detail));
  const about = element("td");
  if (one.about) {
    about.append(press(one.about.slice(0, 10), () => { at("which").elements.about.value = one.about; show(); }, "small"));
    about.firstChild.title = `只看 ${one.about}`;
  }
  row.append(element("td", String(one.number), "number"), element("td", at_), element("td", `${one.who}　${one.address}`), what, about);
  return row;
}

const PAPERS = { application: "申请表", receipt: "收件编号" };

function details({ reason, label, changes = [], to, instead, paper, found, unreadable }) {
  const told = [];
  if (label) told.push(`${label}；理由：${reason}`);
  else if (reason) told.push(`理由：${reason}`);
  if (to) told.push(`给 ${to}${instead ? `，原来是 ${instead}` : ""}`);
  if (paper) told.push(PAPERS[paper] ?? paper);
  if (found !== undefined) told.push(`找到 ${found} 件`);
  if (unreadable) told.push("内容读不出来");
  told.push(...changes.map((one) => `${one.label}：${one.old || "（没填）"} → ${one.new || "（没填）"}`));
  return told.map((text) => element("small", text));
}

async function verify() {
  const known = at("known");
  at("verdict").replaceChildren("正在核对……");
  try {
    const told = await call("POST", "/audit/verify", { known: known.value.trim() });
    const lines = [element("p", told.whole ? `核对了 ${told.entries} 条，没有发现问题。` : `核对了 ${told.entries} 条，有问题：`, told.whole ? "good" : "bad")];
    lines.push(...told.broken.map(({ number, why }) => element("p", `第 ${number} 条：${WHY[why] ?? why}`, "bad")));
    if (told.unproven) lines.push(element("p", `${told.unproven} 条写的时候用的密钥已经不在了，只能核对前后连贯。`));
    if (told.last) {
      lines.push(element("p", "把下面这一行抄存到别处，下次核对的时候填进来，就能知道后面的有没有被截掉："));
      lines.push(element("code", told.last));
    }
    at("verdict").replaceChildren(...lines);
  } catch (fault) {
    at("verdict").replaceChildren(problem(fault));
  }
}
