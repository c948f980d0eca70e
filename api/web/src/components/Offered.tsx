// One, or several, of what the form offers.

import { texts } from "../texts";
import type { Asking, Option } from "../turn";
import { Several } from "./MultiChoice";
import { Press } from "./Press";

type Give = (value: unknown, shown: string) => void;

export function Offered({ open, give }: { open: Asking; give: Give }) {
  const says = texts().form;
  const plain: Option[] = open.kind === "boolean" ? [{ label: says.yes, value: true }, { label: says.no, value: false }] : [];
  const some = [...plain, ...((open.options ?? []) as Option[])];
  const offered = open.optional ? [...some, { label: says.nothing, value: null }] : some;
  return (
    <div class="offered" role="group" aria-label={open.label}>
      {open.kind === "multi_choice" ? (
        <Several options={offered} limits={open.limits} held={open.value} give={(_, value, shown) => give(value, shown)} />
      ) : (
        offered.map(({ label, value }) => <Press key={label} pressed={value === open.value} act={() => give(value, label)}>{label}</Press>)
      )}
    </div>
  );
}
