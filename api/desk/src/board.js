// The supervisor's board: figures, each with what it counts; looked at again while the page is seen.

import { at, element, problem } from "../../studio/src/dom.js";
import { call } from "../../studio/src/server.js";

const EVERY = 10000;

export function beginBoard() {
  at("board").hidden = false;
  at("boardfile").href = `${document.documentElement.dataset.api}/board.csv`;
  setInterval(() => { if (!document.hidden) show(true); }, EVERY);
  return show(false);
}

async function show(unattended) {
  try {
    const told = await call("GET", "/board", undefined, { unattended });
    at("figures").replaceChildren(...told.figures.map(figure));
    at("busy").replaceChildren(...told.clerks.map(({ name, cases }) => line(name, `${cases} 件`)));
  } catch (fault) {
    at("figures").replaceChildren(problem(fault));
  }
}

function figure({ title, value, means }) {
  const box = line(title, value === null ? "没有" : String(value));
  box.append(element("dd", means, "means"));
  return box;
}

function line(title, value) {
  const box = element("div");
  box.append(element("dt", title), element("dd", value, "value"));
  return box;
}
