// Several of what is offered, or none of it.

import { useState } from "preact/hooks";
import type { Option } from "../turn";
import { answer } from "./Choices";
import { Press } from "./Press";
import { texts } from "../texts";

export function MultiChoice({ question, options }: { question: string; options: Option[] }) {
  const [picked, pick] = useState<Option[]>([]);
  const toggle = (option: Option) =>
    pick(picked.includes(option) ? picked.filter((one) => one !== option) : [...picked, option]);
  const values = picked.map((one) => one.value);
  const shown = picked.map((one) => one.label).join(texts().chat.between);
  return (
    <>
      {options.map((option) =>
        option.value === null ? (
          <Press key={option.label} act={(event) => answer(event, question, null, option.label)}>{option.label}</Press>
        ) : (
          <Press key={option.label} pressed={picked.includes(option)} act={() => toggle(option)}>{option.label}</Press>
        ),
      )}
      <Press main disabled={!picked.length} act={(event) => answer(event, question, values, shown)}>{texts().chat.chosen}</Press>
    </>
  );
}
