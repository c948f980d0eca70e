// An answer that is put into one box: told to be wrong as soon as it is complete.

import { useState } from "preact/hooks";
import type { Asking } from "../turn";
import { Box } from "./Box";
import { isOwn, type Code } from "./codes";
import { Frame } from "./Frame";
import { texts } from "../texts";

export function CodeField({ open, code }: { open: Asking; code: Code }) {
  const name = texts().fields[code.name];
  const [typed, type] = useState(typeof open.value === "string" ? open.value : "");
  const complete = isOwn(open.fact) ? code.complete : undefined;
  return (
    <Frame open={open} label={open.label ?? name} composed={code.compose(typed, open.limits)} early={code.whole?.(typed)}>
      <Box label={name} mode={code.mode} complete={complete} capitals={code.capitals} value={typed} put={type} wide />
    </Frame>
  );
}
