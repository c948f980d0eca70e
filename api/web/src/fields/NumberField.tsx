import { useState } from "preact/hooks";
import type { Asking } from "../turn";
import { composeNumber, unitOf } from "../widgets/number";
import { Box } from "./Box";
import { Frame } from "./Frame";

export function NumberField({ open }: { open: Asking }) {
  const [typed, type] = useState("");
  const unit = unitOf(open.kind, open.unit);
  const label = open.label ?? "数字";
  const mode = open.kind === "integer" ? "numeric" : "decimal";
  return (
    <Frame open={open} label={label} composed={composeNumber(open.kind, unit, typed, open.limits)}>
      <Box label={unit ? `数字，单位${unit}` : "数字"} after={unit} mode={mode} value={typed} put={type} wide />
    </Frame>
  );
}
