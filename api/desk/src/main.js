// The windows' desk: who is here, the lists, and the case that is looked at.

import { at } from "../../studio/src/dom.js";
import { call, whenSignedOut } from "../../studio/src/server.js";
import { signIn } from "../../studio/src/signin.js";
import { beginCase, leaveCase, openCase } from "./case.js";
import { beginLists, showLists } from "./lists.js";

let who = null;

/** The address says which case is looked at; without one, none is. */
function look() {
  const conversation = decodeURIComponent(location.hash.slice(1));
  if (conversation) openCase(conversation);
  else leaveCase();
  showLists();
}

let signingIn = null;
whenSignedOut(() => {
  signingIn ??= signIn("登录过期了，请重新登录。您写的内容都在。").then((now) => {
    signingIn = null;
    // Another clerk must not go on in this one's work.
    if (who && now.id !== who.id) location.reload();
  });
  return signingIn;
});
at("signout").addEventListener("click", async () => {
  await call("DELETE", "/session").catch(() => {});
  location.hash = "";
  location.reload();
});
addEventListener("hashchange", () => { if (who) look(); });

// A clerk at the counter has no hand free for a mouse. What opens a dialog closes it by Escape.
addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || at("dialog").open || !at("signin").hidden) return;
  const button = document.querySelector(`button[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  const box = { w: "words", s: "said" }[event.key.toLowerCase()];
  if (button && !button.hidden && button.offsetParent) button.click();
  else if (box && at(box).offsetParent) at(box).focus();
  else return;
  event.preventDefault();
});

async function start() {
  try {
    who = await call("GET", "/session", undefined, { once: true });
  } catch (fault) {
    await signIn(fault.status === 401 ? "" : fault.message);
    who = await call("GET", "/session");
  }
  at("who").textContent = `${who.office}　${who.name}`;
  at("signout").hidden = false;
  document.querySelector("main").hidden = false;
  beginLists(["clerk", "bank_clerk"].includes(who.role));
  beginCase();
  look();
}
start();
