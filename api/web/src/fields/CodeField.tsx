// A number with a fixed length and a check: told to be wrong as soon as it is complete.

import { useState } from "preact/hooks";
import type { Asking } from "../turn";
import type { Composed } from "../widgets/composed";
import { Box } from "./Box";
import { Frame } from "./Frame";
import { texts } from "../texts";

export interface Code {
  name: "idCard" | "creditCode" | "mobile";
  mode: "text" | "tel";
  /** What the browser may fill in for its owner. */
  complete?: "tel-national";
  compose: (typed: string) => Composed;
  whole: (typed: string) => boolean;
}

export function CodeField({ open, code }: { open: Asking; code: Code }) {
  const name = texts().fields[code.name];
  const [typed, type] = useState("");
  return (
    <Frame open={open} label={open.label ?? name} composed={code.compose(typed)} early={code.whole(typed)}>
      <Box label={name} mode={code.mode} complete={code.complete} value={typed} put={type} wide />
    </Frame>
  );
}
