// Buttons in answer to the open question; before the first message, people to sign in as.

import { become, choose } from "../state/conversation";
import { view } from "../state/view";
import { seeWho } from "../state/who";
import { byKeyboard, options, people } from "../state/open";
import type { Identity } from "../transport/identities";
import type { Asking } from "../turn";
import { MultiChoice } from "./MultiChoice";
import { Press } from "./Press";
import { texts } from "../texts";

export function Choices({ open }: { open: Asking | null }) {
  return (
    <div id="choices" role="group" aria-label={texts().chat.choices} onKeyDown={byArrows}>
      {people.value.length > 0 && <People people={people.value} />}
      {open && options.value.length > 0 && <Buttons open={open} />}
    </div>
  );
}

/** Past twenty buttons it is a long way with Tab: arrows go along them too, Home and End to the first and the last. */
function byArrows(event: KeyboardEvent) {
  const all = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("button:enabled")];
  const here = all.indexOf(event.target as HTMLElement);
  const steps: Record<string, number> = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 };
  const next = all[steps[event.key] ?? -1];
  if (!next) return;
  // Nor does it scroll.
  event.preventDefault();
  next.focus();
}

function Buttons({ open }: { open: Asking }) {
  if (open.kind === "multi_choice") return <MultiChoice open={open} options={options.value} />;
  // Nothing is handed in that was not looked through: the check has the button that does it.
  if (open.kind === "review") return <Press main act={() => (view.value = "check")}>{texts().check.open}</Press>;
  return (
    <>
      {options.value.map(({ label, value }) => (
        <Press key={label} act={(event) => answer(event, open.instance, value, label)}>
          {label}
        </Press>
      ))}
    </>
  );
}

/** A press without a pointer counts no clicks. */
export function answer(event: MouseEvent, question: string, value: unknown, shown: string) {
  byKeyboard.value = event.detail === 0;
  choose(question, value, shown);
}

function People({ people: some }: { people: Identity[] }) {
  return (
    <>
      <p class="quiet">{texts().chat.people}</p>
      {some.map((one) => (
        <Press key={one.id} act={() => enter(one)}>{one.label}</Press>
      ))}
    </>
  );
}

async function enter(one: Identity) {
  await become(one);
  await seeWho();
  document.getElementById("text")?.focus();
}
