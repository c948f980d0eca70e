// Another value for an answer in the form, put in as its kind is put in; what else it changes is shown before it is made.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Field, hasWidget } from "../fields/Field";
import { SendingContext } from "../fields/sending";
import { TextField } from "../fields/TextField";
import { change, current } from "../state/conversation";
import { byKeyboard } from "../state/open";
import { texts } from "../texts";
import { fieldOf, previewOf, type Preview } from "../transport/editing";
import type { Asking } from "../turn";
import { Effect } from "./Effect";
import { Offered } from "./Offered";
import { Press } from "./Press";

interface Wanted {
  value: unknown;
  shown: string;
}

export function Editor({ fact, label, close }: { fact: string; label: string; close: () => void }) {
  const says = texts().form;
  const box = useRef<HTMLElement>(null);
  const [open, found] = useState<Asking | null>(null);
  const [wanted, want] = useState<Wanted | null>(null);
  const [effect, tell] = useState<Preview | null>(null);
  useEffect(() => {
    fieldOf(current()!, fact).then((field) =>
      // What is the fact's name in the conversation is what it is to become here.
      found({ instance: "", fact, kind: "text", ...field, label: says.newValue(label) }),
    );
  }, []);
  // At once: the button that opened this is gone, and a key pressed meanwhile must find something.
  useLayoutEffect(() => {
    const first = box.current!.querySelector<HTMLElement>("input, select, button");
    first?.focus();
    // What is typed takes the place of what was there.
    if (first instanceof HTMLInputElement && ["text", "tel", "url"].includes(first.type)) first.select();
  }, [open, effect]);
  const make = ({ value, shown }: Wanted, seen?: Preview) => {
    close();
    change({ fact, value, previewed: seen?.seq }, texts().chat.changing(label, shown), seen?.ask_again.length === 0);
  };
  const weigh = async (value: unknown, shown: string) => {
    const told = await previewOf(current()!, fact, value);
    if (!told || (told.accepted && !touches(told))) return make({ value, shown }, told ?? undefined);
    want({ value, shown });
    tell(told);
  };
  // Where more is asked then, whoever has no mouse goes on there: on a phone the form is gone from the page.
  const followed = (event: MouseEvent) => {
    byKeyboard.value = event.detail === 0;
  };
  return (
    <dd class="edit" ref={box} onClick={followed} onKeyDown={(event) => event.key === "Escape" && close()}>
      {effect?.accepted && wanted ? (
        <Effect effect={effect} make={() => make(wanted, effect)} keep={close} becomes={texts().chat.changing(label, wanted.shown)} />
      ) : (
        <>
          {open && (
            <SendingContext.Provider value={{ send: (answer) => weigh(answer, answer), done: says.save }}>
              <ByKind open={open} give={weigh} />
            </SendingContext.Provider>
          )}
          <p class="fault" role="alert">{effect?.why_not.join("")}</p>
          <Press act={close}>{says.keep}</Press>
        </>
      )}
    </dd>
  );
}

function ByKind({ open, give }: { open: Asking; give: (value: unknown, shown: string) => void }) {
  if (open.kind === "boolean" || open.options) return <Offered open={open} give={give} />;
  return hasWidget(open.kind) ? <Field open={open} /> : <TextField open={open} />;
}

const touches = ({ ask_again, parked, restored, added, removed, outcome }: Preview): boolean =>
  [ask_again, parked, restored, added, removed].some((some) => some.length) || outcome !== undefined;
