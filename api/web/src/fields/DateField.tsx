import { useState } from "preact/hooks";
import type { Asking } from "../turn";
import { composeDate } from "../widgets/date";
import { Box } from "./Box";
import { Frame } from "./Frame";

export function DateField({ open }: { open: Asking }) {
  const [year, setYear] = useState("");
  const [month, setMonth] = useState("");
  const [day, setDay] = useState("");
  return (
    <Frame open={open} label={open.label ?? "日期"} composed={composeDate(year, month, day, open.limits)} short>
      <Box label="年" mode="numeric" placeholder="四位" value={year} put={setYear} />
      <Box label="月" mode="numeric" value={month} put={setMonth} />
      <Box label="日" mode="numeric" value={day} put={setDay} />
    </Frame>
  );
}
