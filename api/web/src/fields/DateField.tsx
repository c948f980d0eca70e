import { useState } from "preact/hooks";
import type { Asking } from "../turn";
import { composeDate } from "../widgets/date";
import { Box } from "./Box";
import { Frame } from "./Frame";
import { texts } from "../texts";

export function DateField({ open }: { open: Asking }) {
  const says = texts().fields;
  const [year, setYear] = useState("");
  const [month, setMonth] = useState("");
  const [day, setDay] = useState("");
  return (
    <Frame open={open} label={open.label ?? says.date} composed={composeDate(year, month, day, open.limits)} short>
      <Box label={says.year} mode="numeric" placeholder={says.yearHint} value={year} put={setYear} />
      <Box label={says.month} mode="numeric" value={month} put={setMonth} />
      <Box label={says.day} mode="numeric" value={day} put={setDay} />
    </Frame>
  );
}
