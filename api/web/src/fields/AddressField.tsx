import { useState } from "preact/hooks";
import { knownDistrict } from "../state/open";
import type { Asking } from "../turn";
import { composeAddress, DISTRICTS, type Address } from "../widgets/address";
import { Box } from "./Box";
import { Frame } from "./Frame";
import { Pick } from "./Pick";
import { texts } from "../texts";

const NOWHERE: Omit<Address, "district"> = { road: "", number: "", floor: "", room: "" };

export function AddressField({ open }: { open: Asking }) {
  const says = texts().fields;
  // Whoever has said the district is not asked for it again.
  const [given, give] = useState<Address>(() => ({ ...NOWHERE, district: knownDistrict(open) }));
  const put = (part: keyof Address) => (value: string) => give({ ...given, [part]: value });
  return (
    <Frame open={open} label={open.label ?? says.address} composed={composeAddress(given)}>
      <Pick label={says.district} value={given.district} put={put("district")} offered={DISTRICTS.map((one) => [one, one])} />
      <Box label={says.road} placeholder="南京西路" value={given.road} put={put("road")} />
      <Box label={says.number} placeholder="1234" value={given.number} put={put("number")} />
      <Box label={says.floor} placeholder="3" value={given.floor} put={put("floor")} />
      <Box label={says.room} placeholder="301" value={given.room} put={put("room")} />
    </Frame>
  );
}
