// Past everything else, for who goes through the page by keyboard: seen only while it has the focus.

import { leaveScreen } from "../state/screen";
import { view } from "../state/view";
import { texts } from "../texts";

export function ToTheBox() {
  return <a class="skip" href="#text" onClick={go}>{texts().page.skip}</a>;
}

/** The box is there only with the conversation. */
function go(event: Event) {
  event.preventDefault();
  view.value = "chat";
  leaveScreen();
}
