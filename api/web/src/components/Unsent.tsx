// What the applicant said and the server has not answered yet; it stands below everything that has been answered.

import { retry } from "../state/conversation";
import { trouble } from "../state/open";
import { texts } from "../texts";
import type { Item } from "../transport/outbox";

export function Unsent({ item }: { item: Item }) {
  const says = texts().chat;
  const stuck = trouble.value !== "";
  return (
    <li class="own unsent" data-state={stuck ? undefined : says.sending}>
      <span class="hidden">{says.you}</span>
      {item.shown.split("\n").map((text) => <p>{text}</p>)}
      {stuck && <button type="button" class="resend" onClick={retry}>{says.resend}</button>}
    </li>
  );
}
