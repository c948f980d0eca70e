import { Answer } from "./Answer";
import { Composer } from "./Composer";
import { Log } from "./Log";
import { Trouble } from "./Trouble";

export function Chat() {
  return (
    <section id="chat" aria-label="对话">
      <Log />
      <Trouble />
      <Answer />
      <Composer />
    </section>
  );
}
