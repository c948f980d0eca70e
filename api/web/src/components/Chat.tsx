import { asking } from "../state/open";
import { Choices } from "./Choices";
import { Composer } from "./Composer";
import { Log } from "./Log";
import { Trouble } from "./Trouble";

export function Chat() {
  return (
    <section id="chat" aria-label="对话">
      <Log />
      <Trouble />
      <Choices key={asking.value?.instance} />
      <Composer />
    </section>
  );
}
