// Several of what is offered, or none of it.

import { useState } from "preact/hooks";
import type { Option } from "../turn";
import { answer } from "./Choices";
import { Press } from "./Press";
import { texts } from "../texts";

export function MultiChoice({ question, options }: { question: string; options: Option[] }) {
  return <Several options={options} give={(event, value, shown) => answer(event, question, value, shown)} />;
}

interface Props {
  options: Option[];
  give: (event: MouseEvent, value: unknown, shown: string) => void;
}

export function Several({ options, give }: Props) {
  const [picked, pick] = useState<Option[]>([]);
  const toggle = (option: Option) =>
    pick(picked.includes(option) ? picked.filter((one) => one !== option) : [...picked, option]);
  const values = picked.map((one) => one.value);
  const shown = picked.map((one) => one.label).join(texts().chat.between);
  return (
    <>
      {options.map((option) =>
        option.value === null ? (
          <Press key={option.label} act={(event) => give(event, null, option.label)}>{option.label}</Press>
        ) : (
          <Press key={option.label} pressed={picked.includes(option)} act={() => toggle(option)}>{option.label}</Press>
        ),
      )}
      <Press main disabled={!picked.length} act={(event) => give(event, values, shown)}>{texts().chat.chosen}</Press>
    </>
  );
}
