// The widget for the open question. A kind without one is answered in the box for free text, as every kind can be.

import type { JSX } from "preact";
import type { Asking } from "../turn";
import { composeCreditCode, wholeCreditCode } from "../widgets/creditCode";
import { composeIdCard, wholeIdCard } from "../widgets/idCard";
import { composeMobile, wholeMobile } from "../widgets/mobile";
import { NUMERIC } from "../widgets/number";
import { AddressField } from "./AddressField";
import { CodeField, type Code } from "./CodeField";
import { DateField } from "./DateField";
import { HoursField } from "./HoursField";
import { NumberField } from "./NumberField";
import { TimeRangeField } from "./TimeRangeField";

type Widget = (props: { open: Asking }) => JSX.Element;

const CODES: Record<string, Code> = {
  id_card: { name: "idCard", mode: "text", compose: composeIdCard, whole: wholeIdCard },
  uscc: { name: "creditCode", mode: "text", compose: composeCreditCode, whole: wholeCreditCode },
  mobile: { name: "mobile", mode: "tel", complete: "tel-national", compose: composeMobile, whole: wholeMobile },
};
const WIDGETS: Record<string, Widget> = {
  address: AddressField,
  date: DateField,
  time_range: TimeRangeField,
  business_hours: HoursField,
  ...Object.fromEntries(NUMERIC.map((kind) => [kind, NumberField])),
};

export function Field({ open }: { open: Asking }) {
  const code = CODES[open.kind];
  if (code) return <CodeField open={open} code={code} />;
  const Widget = WIDGETS[open.kind];
  return Widget ? <Widget open={open} /> : null;
}
