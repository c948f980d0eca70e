// One, or several, of what the form offers.

import type { Asking } from "../turn";
import { offeredIn } from "../widgets/offered";
import { Several } from "./MultiChoice";
import { Press } from "./Press";

type Give = (value: unknown, shown: string) => void;

export function Offered({ open, give }: { open: Asking; give: Give }) {
  const offered = offeredIn(open);
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
