import { begun, leave, send } from "../state/conversation";
import { view } from "../state/view";
import { Press } from "./Press";
import { Where } from "./Where";

const SURE = "开始新的申请吗？现在这一件会留在系统里，但这个页面不再打开它。";

export function Header() {
  return (
    <header>
      <h1>导办</h1>
      <a id="what" href="/catalog">可以办什么</a>
      <Press id="human" act={human}>人工帮办</Press>
      <Press id="again" act={again}>新的申请</Press>
      <Where />
    </header>
  );
}

function human() {
  view.value = "chat";
  send({ text: "转人工" }, "转人工");
}

function again() {
  if (!begun() || confirm(SURE)) leave();
}
