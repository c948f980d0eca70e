// An answer in words, for kinds that need no boxes of their own.

import { useState } from "preact/hooks";
import { texts } from "../texts";
import type { Asking } from "../turn";
import { answered, wrong } from "../widgets/composed";
import { Box } from "./Box";
import { Frame } from "./Frame";

export function TextField({ open }: { open: Asking }) {
  const [typed, type] = useState(typeof open.value === "string" ? open.value : "");
  const label = open.label ?? "";
  const composed = typed.trim() ? answered(typed.trim()) : wrong(texts().faults.empty);
  return (
    <Frame open={open} label={label} composed={composed}>
      <Box label={texts().fields.words} value={typed} put={type} wide />
    </Frame>
  );
}
