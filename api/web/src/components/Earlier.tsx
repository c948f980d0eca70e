import { showEarlier } from "../state/conversation";
import { more } from "../state/earlier";
import { texts } from "../texts";
import { Press } from "./Press";

/** What was said before all that the log shows, where there is something. */
export function Earlier() {
  return more.value ? <Press act={showEarlier}>{texts().chat.earlier}</Press> : null;
}
