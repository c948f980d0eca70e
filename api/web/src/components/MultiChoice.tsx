// Several of what is offered, or none of it.

import { useState } from "preact/hooks";
import type { Asking, Limits, Option } from "../turn";
import { composeSeveral, toggled } from "../widgets/several";
import { answer } from "./Choices";
import { Press } from "./Press";
import { texts } from "../texts";

export function MultiChoice({ open: { instance, limits }, options }: { open: Asking; options: Option[] }) {
  return <Several options={options} limits={limits} give={(event, value, shown) => answer(event, instance, value, shown)} />;
}

interface Props {
  options: Option[];
  limits?: Limits;
  /** What the form holds. */
  held?: unknown;
  give: (event: MouseEvent, value: unknown, shown: string) => void;
}

export function Several({ options, limits, held, give }: Props) {
  const [picked, pick] = useState<unknown[]>(Array.isArray(held) ? held : []);
  const { values, shown, fault } = composeSeveral(options, picked, limits);
  return (
    <>
      {options.map(({ label, value }) =>
        value === null ? (
          <Press key={label} act={(event) => give(event, null, label)}>{label}</Press>
        ) : (
          <Press key={label} pressed={picked.includes(value)} act={() => pick(toggled(picked, value))}>{label}</Press>
        ),
      )}
      {/* That nothing is picked yet, everybody sees. */}
      <p class="quiet few" aria-live="polite">{picked.length > 0 && fault}</p>
      <Press main disabled={fault !== undefined} act={(event) => give(event, values, shown!)}>{texts().chat.chosen}</Press>
    </>
  );
}
