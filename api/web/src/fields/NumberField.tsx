import { useState } from "preact/hooks";
import type { Asking } from "../turn";
import { composeNumber, unitOf } from "../widgets/number";
import { Box } from "./Box";
import { Frame } from "./Frame";
import { texts } from "../texts";

export function NumberField({ open }: { open: Asking }) {
  const says = texts().fields;
  const [typed, type] = useState("");
  const unit = unitOf(open.kind, open.unit);
  const label = open.label ?? says.figure;
  const mode = open.kind === "integer" ? "numeric" : "decimal";
  return (
    <Frame open={open} label={label} composed={composeNumber(open.kind, unit, typed, open.limits)}>
      <Box label={unit ? says.figureIn(unit) : says.figure} after={unit} mode={mode} value={typed} put={type} wide />
    </Frame>
  );
}
