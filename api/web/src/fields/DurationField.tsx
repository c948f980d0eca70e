import { useState } from "preact/hooks";
import type { Asking } from "../turn";
import { composeDuration, UNITS } from "../widgets/duration";
import { Box } from "./Box";
import { Frame } from "./Frame";
import { Pick } from "./Pick";
import { texts } from "../texts";

export function DurationField({ open }: { open: Asking }) {
  const says = texts().fields;
  const [typed, type] = useState("");
  const [unit, pick] = useState("");
  return (
    <Frame open={open} label={open.label ?? says.howLong} composed={composeDuration(typed, unit)}>
      <Box label={says.figure} mode="decimal" value={typed} put={type} />
      <Pick label={says.unit} value={unit} put={pick} offered={UNITS.map((one) => [one, says.units[one]!])} />
    </Frame>
  );
}
