// Who waits for somebody, whose cases are whose; looked at again every few seconds while the page is seen.

import { at, element, press, problem, when } from "../../studio/src/dom.js";
import { call } from "../../studio/src/server.js";

const TABS = { waiting: "等人帮", mine: "我的", overdue: "等久了", helped: "都有谁在帮", all: "全部" };
const EVERY = 3000;
const CHANNELS = { web: "网页", wechat: "微信", window: "窗口", kiosk: "自助机", rest: "接口" };
let tab = "waiting";
let number = 0;

export function beginLists(mayBegin) {
  at("tabs").replaceChildren(...Object.entries(TABS).map(([name, label]) => {
    const button = press(label, () => { tab = name; showLists(); });
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
  setInterval(() => { if (!document.hidden) showLists(); }, EVERY);
}

export async function showLists() {
  const own = ++number;
  try {
    const told = await call("GET", `/lists/${tab}`);
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
  const here = decodeURIComponent(location.hash.slice(1));
  const focused = document.activeElement?.closest?.("#entries a")?.hash;
  at("entries").replaceChildren(...told.entries.map((one) => line(one, here, told.promised)));
  if (focused) at("entries").querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
}

function line(one, here, promised) {
  const item = element("li");
  const link = element("a", one.title);
  link.href = `#${one.conversation}`;
  if (one.conversation === here) link.setAttribute("aria-current", "true");
  const about = [CHANNELS[one.channel] ?? one.channel, one.clerk ?? "", when(one.updated)].filter(Boolean).join(" · ");
  if (one.waiting !== null) {
    link.append(element("small", `${one.reason}，等了 ${lasted(one.waiting)}`, one.waiting > promised ? "late" : ""));
  }
  link.append(element("small", about));
  item.append(link);
  return item;
}

function lasted(seconds) {
  return seconds < 60 ? `${seconds} 秒` : `${Math.floor(seconds / 60)} 分钟`;
}
