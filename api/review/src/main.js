// The departments' desk: who is here, and what is looked at.

import { at } from "../../studio/src/dom.js";
import { call, whenSignedOut } from "../../studio/src/server.js";
import { signIn } from "../../studio/src/signin.js";
import { beginList, showList } from "./list.js";
import { leaveMatter, openMatter, unsent } from "./matter.js";

let who = null;

/** The address says what is shown: a reference, or the list. */
function look(again = false) {
  const reference = location.hash.slice(1);
  at("list").hidden = Boolean(reference);
  at("matter").hidden = !reference;
  document.title = reference ? `${reference} 导办：审批台` : "导办：审批台";
  if (reference) return openMatter(reference);
  leaveMatter();
  if (again) at("listtitle").focus();
  return showList();
}

let signingIn = null;
whenSignedOut(() => {
  signingIn ??= signIn("登录过期了，请重新登录。您写的内容都在。").then((now) => {
    signingIn = null;
    // Another officer must not go on in this one's work.
    if (who && now.id !== who.id) location.reload();
  });
  return signingIn;
});
at("back").addEventListener("click", () => { location.hash = ""; });
at("signout").addEventListener("click", async () => {
  await call("DELETE", "/session").catch(() => {});
  location.hash = "";
  location.reload();
});
addEventListener("hashchange", () => { if (who) look(true); });
addEventListener("focus", () => { if (who && !at("list").hidden) showList(); });
addEventListener("beforeunload", (event) => { if (unsent()) event.preventDefault(); });

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
  beginList();
  await look();
}
start();
