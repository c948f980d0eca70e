// The windows' desk: who is here, the lists, and the case that is looked at.

import { at } from "../../studio/src/dom.js";
import { enter } from "../../studio/src/entering.js";
import { beginAudit } from "./audit.js";
import { beginBoard } from "./board.js";
import { beginCase, leaveCase, openCase } from "./case.js";
import { beginFinding } from "./finding.js";
import { backToLists, beginLists, showFound, showLists } from "./lists.js";

let who = null;

/** The address says which case is looked at; without one, none is. */
function look() {
  const conversation = decodeURIComponent(location.hash.slice(1));
  if (conversation) openCase(conversation);
  else leaveCase();
  return showLists();
}

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

enter({
  name: ({ office, name }) => `${office}　${name}`,
  begin(now) {
    if (now.role === "auditor") return beginAudit();
    who = now;
    at("lists").hidden = false;
    beginLists(["clerk", "bank_clerk"].includes(who.role));
    beginFinding({ found: showFound, back: backToLists });
    if (who.role === "supervisor") beginBoard();
    beginCase();
    return look();
  },
});
