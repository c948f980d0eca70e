import { useState } from "preact/hooks";
import type { Asking } from "../turn";
import { composeRange } from "../widgets/hours";
import { Clock, NO_RANGE } from "./Clock";
import { Frame } from "./Frame";
import { texts } from "../texts";

export function TimeRangeField({ open }: { open: Asking }) {
  const [range, put] = useState(NO_RANGE);
  return (
    <Frame open={open} label={open.label ?? texts().fields.time} composed={composeRange(range.from, range.to, range.allDay)}>
      <Clock range={range} put={put} />
    </Frame>
  );
}
