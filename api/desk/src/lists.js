// Who waits for somebody, whose cases are whose; looked at again every few seconds while the page is seen.

import { at, element, press, problem, when } from "../../studio/src/dom.js";
import { call } from "../../studio/src/server.js";
import { narrowed } from "./finding.js";

const TABS = { waiting: "等人帮", mine: "我的", overdue: "等久了", helped: "都有谁在帮", all: "全部" };
const EVERY = 3000;
const CHANNELS = { web: "网页", wechat: "微信", window: "窗口", kiosk: "自助机", rest: "接口" };
let tab = "waiting";
let number = 0;
/** What a search gave stays until somebody asks for a list again. */
let searched = false;

export function beginLists(mayBegin) {
  at("tabs").replaceChildren(...Object.entries(TABS).map(([name, label]) => {
    const button = press(label, () => { tab = name; backToLists(); });
    button.dataset.tab = name;
    return button;
  }));
  at("begin").hidden = !mayBegin;
  at("begin").addEventListener("click", async () => {
    at("begin").disabled = true;
    try {
      const { conversation } = await call("POST", "/conversations", {});
      location.hash = conversation;
    } catch (fault) {
      at("entries").replaceChildren(problem(fault));
    }
    at("begin").disabled = false;
  });
  setInterval(() => { if (!document.hidden) showLists(true); }, EVERY);
}

export function backToLists() {
  searched = false;
  showLists();
}

/** What a search gave, with the first of it ready to be opened. */
export function showFound({ entries, most }) {
  searched = true;
  number += 1;
  for (const button of at("tabs").children) button.setAttribute("aria-pressed", "false");
  const words = entries.length ? `找到 ${entries.length} 件${entries.length >= most ? "（只列最近的）" : ""}` : "没有找到您能看的办件。号码、姓名要写全。";
  at("listed").textContent = words;
  at("entries").replaceChildren(...entries.map((one) => line(one, opened(), Infinity)));
  (at("entries").querySelector("a") ?? at("sought")).focus();
}

/** `unattended`: nobody asked for it. */
export async function showLists(unattended = false) {
  if (searched) {
    for (const link of at("entries").querySelectorAll("a")) mark(link, link.hash.slice(1) === opened());
    return;
  }
  const own = ++number;
  try {
    const told = await call("GET", `/lists/${tab}${narrowed()}`, undefined, { unattended });
    if (own === number) show(told);
  } catch (fault) {
    if (own === number) at("entries").replaceChildren(problem(fault));
  }
}

function show(told) {
  for (const button of at("tabs").children) {
    const count = told.counts[button.dataset.tab];
    button.textContent = count ? `${TABS[button.dataset.tab]} ${count}` : TABS[button.dataset.tab];
    button.setAttribute("aria-pressed", String(button.dataset.tab === tab));
  }
  const words = told.entries.length ? `${told.entries.length} 件${told.entries.length >= told.most ? "（只列最近的）" : ""}` : "现在没有。";
  // Said again only where it has changed: a screen reader must not repeat it every few seconds.
  if (at("listed").textContent !== words) at("listed").textContent = words;
  const here = opened();
  const focused = document.activeElement?.closest?.("#entries a")?.hash;
  at("entries").replaceChildren(...told.entries.map((one) => line(one, here, told.promised)));
  if (focused) at("entries").querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
}

function line(one, here, promised) {
  const item = element("li");
  const link = element("a", one.title);
  link.href = `#${one.conversation}`;
  mark(link, one.conversation === here);
  const about = [CHANNELS[one.channel] ?? one.channel, one.clerk ?? "", when(one.updated)].filter(Boolean).join(" · ");
  if (one.waiting !== null) {
    link.append(element("small", `${one.reason}，等了 ${lasted(one.waiting)}`, one.waiting > promised ? "late" : ""));
  }
  link.append(element("small", about));
  item.append(link);
  return item;
}

function opened() { return decodeURIComponent(location.hash.slice(1)); }

function mark(link, here) {
  if (here) link.setAttribute("aria-current", "true");
  else link.removeAttribute("aria-current");
}

function lasted(seconds) {
  return seconds < 60 ? `${seconds} 秒` : `${Math.floor(seconds / 60)} 分钟`;
}
