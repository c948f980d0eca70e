// Pictures of the scenario. A picture is shown as an image, where nothing in it can run; a table is copied element by
// element, plain elements only.

import { element, press, problem } from "./dom.js";
import { call } from "./server.js";

const PLAIN = new Set(["TABLE", "CAPTION", "THEAD", "TBODY", "TR", "TH", "TD", "P", "H2", "H3", "UL", "OL", "LI", "STRONG", "EM", "SPAN", "DIV", "DETAILS", "SUMMARY", "SECTION", "CODE", "BR"]);
const DROPPED = new Set(["SCRIPT", "STYLE", "TEMPLATE", "IFRAME", "OBJECT", "EMBED", "NOSCRIPT", "TITLE"]);
/** Only parses into a document that is never shown; what is shown is made anew, below. */
const policy = globalThis.trustedTypes?.createPolicy("studio-tables", { createHTML: (text) => text });

export async function showView(view, panel, text) {
  panel.replaceChildren(element("p", view === "graph" ? "正在画……" : "正在把每条路走一遍，要十几秒……", "quiet"));
  try {
    const { markup } = await call("POST", `/views/${view}`, text);
    panel.replaceChildren(view === "graph" ? picture(markup) : copied(markup));
  } catch (fault) {
    panel.replaceChildren(problem(fault));
  }
}

function picture(svg) {
  const image = element("img");
  let width = 100;
  const sized = (by) => () => {
    width = Math.min(300, Math.max(60, width + by));
    image.style.width = `${width}%`;
  };
  const box = element("div");
  const buttons = element("div", undefined, "actions zoom");
  buttons.append(press("放大", sized(30)), press("缩小", sized(-30)));
  box.append(buttons, image);
  image.alt = "主题的问题和规则";
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  return box;
}

function copied(markup) {
  // Styles would not be copied anyhow; the page's policy complains when they are as much as parsed.
  markup = markup.replace(/<style[\s\S]*?<\/style>/gi, "");
  const parsed = new DOMParser().parseFromString(policy ? policy.createHTML(markup) : markup, "text/html");
  const box = element("div");
  copy(parsed.body, box);
  return box;
}

function copy(from, into) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) into.append(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.has(node.tagName)) continue;
    const made = PLAIN.has(node.tagName) ? element(node.tagName.toLowerCase()) : element("span");
    for (const name of ["colspan", "rowspan"]) if (node.hasAttribute(name)) made.setAttribute(name, node.getAttribute(name));
    copy(node, made);
    into.append(made);
  }
}
