import { elsewhere, needed } from "../state/consent";
import { Answer } from "./Answer";
import { Composer } from "./Composer";
import { Elsewhere } from "./Elsewhere";
import { Helped } from "./Helped";
import { Log } from "./Log";
import { Notice } from "./Notice";
import { texts } from "../texts";

export function Chat() {
  return (
    <section id="chat" aria-label={texts().page.chat}>
      <Log />
      <Helped />
      {elsewhere.value ? <Elsewhere /> : needed.value.length ? <Notice key={needed.value.join()} scopes={needed.value} /> : <Answer />}
      {!elsewhere.value && <Composer />}
    </section>
  );
}
