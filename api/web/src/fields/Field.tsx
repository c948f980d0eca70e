// The widget for the open question. A kind without one is answered in the box for free text, as every kind can be.

import type { JSX } from "preact";
import type { Asking } from "../turn";
import { NUMERIC } from "../widgets/number";
import { AddressField } from "./AddressField";
import { CodeField } from "./CodeField";
import { CODES } from "./codes";
import { DateField } from "./DateField";
import { DurationField } from "./DurationField";
import { HoursField } from "./HoursField";
import { NumberField } from "./NumberField";
import { TimeRangeField } from "./TimeRangeField";

type Widget = (props: { open: Asking }) => JSX.Element;

const WIDGETS: Record<string, Widget> = {
  address: AddressField,
  date: DateField,
  duration: DurationField,
  time_range: TimeRangeField,
  business_hours: HoursField,
  ...Object.fromEntries(NUMERIC.map((kind) => [kind, NumberField])),
};

export const hasWidget = (kind: string): boolean => kind in CODES || kind in WIDGETS;

export function Field({ open }: { open: Asking }) {
  const code = CODES[open.kind];
  if (code) return <CodeField open={open} code={code} />;
  const Widget = WIDGETS[open.kind];
  return Widget ? <Widget open={open} /> : null;
}
