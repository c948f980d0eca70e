import { useState } from "preact/hooks";
import type { Asking } from "../turn";
import { composeHours, DAYS } from "../widgets/hours";
import { Clock, NO_RANGE } from "./Clock";
import { Frame } from "./Frame";

const EVERY = DAYS.map((_, index) => index + 1);

export function HoursField({ open }: { open: Asking }) {
  const [days, setDays] = useState(EVERY);
  const [range, put] = useState(NO_RANGE);
  const toggle = (day: number) => setDays(days.includes(day) ? days.filter((one) => one !== day) : [...days, day]);
  return (
    <Frame open={open} label={open.label ?? "营业时间"} composed={composeHours(days, range.from, range.to, range.allDay)}>
      <fieldset class="ticks">
        <legend class="name">哪几天</legend>
        {EVERY.map((day) => (
          <label key={day} class="tick">
            <input type="checkbox" checked={days.includes(day)} onChange={() => toggle(day)} />周{DAYS[day - 1]}
          </label>
        ))}
      </fieldset>
      <Clock range={range} put={put} />
    </Frame>
  );
}
