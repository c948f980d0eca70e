// From when to when, or the whole day.

import { Box } from "./Box";
import { texts } from "../texts";

export interface Range {
  from: string;
  to: string;
  allDay: boolean;
}

export const NO_RANGE: Range = { from: "", to: "", allDay: false };

export function Clock({ range, put }: { range: Range; put: (range: Range) => void }) {
  const says = texts().fields;
  return (
    <>
      {!range.allDay && <Box label={says.from} type="time" value={range.from} put={(from) => put({ ...range, from })} />}
      {!range.allDay && <Box label={says.to} type="time" value={range.to} put={(to) => put({ ...range, to })} />}
      <label class="tick">
        <input type="checkbox" checked={range.allDay} onChange={(event) => put({ ...range, allDay: event.currentTarget.checked })} />
        {says.allDay}
      </label>
    </>
  );
}
