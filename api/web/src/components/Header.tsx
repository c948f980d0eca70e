import { begun, leave, send } from "../state/conversation";
import { aloud, hasVoice, readAloud } from "../state/aloud";
import { care } from "../state/care";
import { otherLanguage } from "../state/language";
import { screen } from "../state/screen";
import { view } from "../state/view";
import { leaveSession, ways, who } from "../state/who";
import { texts } from "../texts";
import { Menu } from "./Menu";
import { Press } from "./Press";
import { Where } from "./Where";
import { Who } from "./Who";

export function Header() {
  const says = texts().page;
  return (
    <header>
      <h1>{says.name}</h1>
      <Press id="care" pressed={care.value} act={() => (care.value = !care.value)}>{says.care}</Press>
      {care.value && hasVoice.value && <Press id="aloud" pressed={aloud.value} act={readAloud}>{says.aloud}</Press>}
      <Press id="human" act={human}>{says.human}</Press>
      <Menu>
        {!who.value && ways.value.length > 0 && <Press id="signin" act={() => (screen.value = "signin")}>{texts().signIn.enter}</Press>}
        {who.value && <Press id="held" act={() => (screen.value = "held")}>{texts().held.title}</Press>}
        {who.value && <Press id="signout" act={leaveSession}>{texts().signIn.leave}</Press>}
        <a id="what" href="/catalog">{says.catalog}</a>
        <Press id="drafts" act={() => (screen.value = "drafts")}>{says.drafts}</Press>
        <Press id="handover" act={() => (screen.value = "handover")}>{says.handover}</Press>
        <Press id="data" act={() => (screen.value = "data")}>{says.data}</Press>
        <a id="privacy" href="/privacy">{says.privacy}</a>
        <Press id="again" act={again}>{says.again}</Press>
        <Press id="language" act={otherLanguage}>{says.language}</Press>
      </Menu>
      <Where />
      <Who />
    </header>
  );
}

function human() {
  view.value = "chat";
  screen.value = null;
  // What is said is Chinese in every language of the page.
  send({ text: "转人工" }, "转人工");
}

function again() {
  if (!begun() || confirm(texts().page.leaving)) leave();
}
