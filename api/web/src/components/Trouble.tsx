// Why nothing gets through, whatever part of the page is looked at: an application handed in waits as well.

import { retry } from "../state/conversation";
import { trouble } from "../state/open";
import { Press } from "./Press";
import { texts } from "../texts";

export function Trouble() {
  return (
    <div id="trouble" role="alert" hidden={!trouble.value}>
      <span id="why">{trouble.value}</span>
      <Press id="retry" act={retry}>{texts().trouble.retry}</Press>
    </div>
  );
}
