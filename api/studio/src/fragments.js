// The fragments that the text includes, to be read: they are changed in their files.

import { at, element } from "./dom.js";

let shown = "";

export function showFragments(fragments) {
  const now = JSON.stringify(fragments);
  if (now === shown) return; // what an author has opened stays open
  shown = now;
  at("fragments").replaceChildren(...fragments.map(fold));
}

function fold({ title, id, file, text }) {
  const box = element("details");
  box.append(element("summary", `共用段 ${id}：${title}`), element("p", `${file}（只能看）`, "quiet"), element("pre", text));
  return box;
}
