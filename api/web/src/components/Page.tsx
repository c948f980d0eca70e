import { leaveScreen, screen } from "../state/screen";
import { view } from "../state/view";
import { Chat } from "./Chat";
import { Check } from "./Check";
import { Header } from "./Header";
import { Later } from "./Later";
import { Side } from "./Side";
import { Tabs } from "./Tabs";
import { Trouble } from "./Trouble";
import { texts } from "../texts";

/** Wherever it is pressed: the box is on the page only with the conversation. */
function toTheBox(event: Event) {
  event.preventDefault();
  view.value = "chat";
  leaveScreen();
}

export function Page() {
  return (
    <div class="shell" data-view={view.value}>
      <a class="skip" href="#text" onClick={toTheBox}>{texts().page.skip}</a>
      <Header />
      <Trouble />
      {screen.value ? <Later screen={screen.value} /> : <Tabs />}
      <main hidden={screen.value !== null}>
        <Chat />
        {view.value === "check" ? <Check /> : <Side />}
      </main>
    </div>
  );
}
