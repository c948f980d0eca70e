// A case found by what its applicant says, and lists narrowed to a district, a scenario, an organisation.

import { at, element, problem } from "../../studio/src/dom.js";
import { call } from "../../studio/src/server.js";

/** What a list can be narrowed by, and the words for not narrowing it. */
const ALL = { district: "各区", scenario: "各种事项", organisation: "各处开的" };

/** `found` shows what a search gave; `back` shows the lists again, as does every other choice. */
export async function beginFinding({ found, back }) {
  at("search").addEventListener("submit", (event) => { event.preventDefault(); search(found); });
  at("sought").addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    at("sought").value = "";
    back();
  });
  addEventListener("keydown", (event) => {
    const busy = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || busy || event.altKey || event.ctrlKey || event.metaKey || at("dialog").open || !at("signin").hidden) return;
    event.preventDefault();
    at("sought").focus();
    at("sought").select();
  });
  const choices = Object.keys(ALL).map((name) => select(name, back));
  at("narrow").replaceChildren(...choices);
  const offered = await call("GET", "/narrowing").catch(() => ({}));
  for (const choice of choices) {
    for (const { value, name } of offered[choice.name] ?? []) choice.append(Object.assign(element("option", name), { value }));
  }
}

/** What the lists are narrowed to, as a list's address says it; empty where they are not. */
export function narrowed() {
  const chosen = [...at("narrow").children].filter(({ value }) => value).map(({ name, value }) => [name, value]);
  return chosen.length ? `?${new URLSearchParams(chosen)}` : "";
}

function select(name, back) {
  const choice = element("select");
  choice.name = name;
  choice.setAttribute("aria-label", `只看：${ALL[name]}`);
  choice.append(Object.assign(element("option", ALL[name]), { value: "" }));
  choice.addEventListener("change", back);
  return choice;
}

/** The words go in the body: they are somebody's name or number, and an address is kept in too many places. */
async function search(found) {
  const words = at("sought").value.trim();
  if (!words) return;
  try {
    found(await call("POST", "/search", { words }));
  } catch (fault) {
    at("entries").replaceChildren(problem(fault));
  }
}
