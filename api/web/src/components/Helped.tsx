// Who answers here: a clerk, or soon one; nothing is said where it is Daoban.

import { turn } from "../state/open";
import { texts } from "../texts";

export function Helped() {
  const says = texts().chat;
  const { clerk, called } = turn.value?.case ?? {};
  const words = clerk ? says.helped(clerk.name) : called ? says.called : "";
  return <p id="helped" role="status" hidden={!words}>{words}</p>;
}
