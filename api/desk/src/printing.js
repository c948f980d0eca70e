// What can be printed of the case that is looked at: each paper opens in a tab of its own, ready for the printer.

import { press } from "../../studio/src/dom.js";

/** Paper -> its button, its key, and whether it can be had of this case. */
const PAPERS = {
  lacking: ["打印还缺什么", "g", (told) => Boolean(told.case.scenario)],
  application: ["打印申请表", "j", (told) => told.may.includes("case.print") && told.case.applications.length > 0],
  receipt: ["打印收件编号", "r", (told) => told.may.includes("case.print") && Boolean(told.case.receipt)],
};

/** The buttons, each with its key. */
export function papers(told) {
  const path = `${document.documentElement.dataset.api}/conversations/${encodeURIComponent(told.conversation)}`;
  return Object.entries(PAPERS).filter(([, [, , had]]) => had(told)).map(([name, [label, letter]]) => {
    const button = press(label, () => open(`${path}/${name}.pdf`, "_blank", "noopener"));
    return [button, letter];
  });
}
