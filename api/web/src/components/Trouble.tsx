import { retry } from "../state/conversation";
import { trouble } from "../state/open";
import { Press } from "./Press";

export function Trouble() {
  return (
    <div id="trouble" role="alert" hidden={!trouble.value}>
      <span id="why">{trouble.value}</span>
      <Press id="retry" act={retry}>马上重试</Press>
    </div>
  );
}
