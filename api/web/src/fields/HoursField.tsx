import { useState } from "preact/hooks";
import type { Asking } from "../turn";
import { composeHours } from "../widgets/hours";
import { Clock, NO_RANGE } from "./Clock";
import { Frame } from "./Frame";
import { texts } from "../texts";

const EVERY = [1, 2, 3, 4, 5, 6, 7];

export function HoursField({ open }: { open: Asking }) {
  const says = texts().fields;
  const [days, setDays] = useState(EVERY);
  const [range, put] = useState(NO_RANGE);
  const toggle = (day: number) => setDays(days.includes(day) ? days.filter((one) => one !== day) : [...days, day]);
  return (
    <Frame open={open} label={open.label ?? says.hours} composed={composeHours(days, range.from, range.to, range.allDay)}>
      <fieldset class="ticks">
        <legend class="name">{says.days}</legend>
        {EVERY.map((day) => (
          <label key={day} class="tick">
            <input type="checkbox" checked={days.includes(day)} onChange={() => toggle(day)} />{says.weekdays[day - 1]}
          </label>
        ))}
      </fieldset>
      <Clock range={range} put={put} />
    </Frame>
  );
}
