import { Answer } from "./Answer";
import { Composer } from "./Composer";
import { Log } from "./Log";
import { Trouble } from "./Trouble";
import { texts } from "../texts";

export function Chat() {
  return (
    <section id="chat" aria-label={texts().page.chat}>
      <Log />
      <Trouble />
      <Answer />
      <Composer />
    </section>
  );
}
