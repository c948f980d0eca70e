// The one dialog of the page.

import { at } from "../../studio/src/dom.js";

/** Shows the content in the dialog; its heading names it. */
export function open(content) {
  const dialog = at("dialog");
  dialog.replaceChildren(content);
  dialog.setAttribute("aria-label", content.querySelector("h2").textContent);
  // What was pressed may be gone by then, as the page was shown anew.
  dialog.onclose = () => { if (document.activeElement === document.body) at("title").focus(); };
  if (!dialog.open) dialog.showModal();
}
