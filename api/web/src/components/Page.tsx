import { screen } from "../state/screen";
import { view } from "../state/view";
import { Chat } from "./Chat";
import { Check } from "./Check";
import { Header } from "./Header";
import { Later } from "./Later";
import { Side } from "./Side";
import { Tabs } from "./Tabs";
import { ToTheBox } from "./ToTheBox";
import { Trouble } from "./Trouble";

export function Page() {
  return (
    <div class="shell" data-view={view.value}>
      <ToTheBox />
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
