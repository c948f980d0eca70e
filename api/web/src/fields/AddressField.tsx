import { useState } from "preact/hooks";
import { knownDistrict } from "../state/open";
import type { Asking } from "../turn";
import { composeAddress, DISTRICTS, type Address } from "../widgets/address";
import { Box } from "./Box";
import { described, Frame } from "./Frame";
import { texts } from "../texts";

const NOWHERE: Omit<Address, "district"> = { road: "", number: "", floor: "", room: "" };

export function AddressField({ open }: { open: Asking }) {
  const says = texts().fields;
  // Whoever has said the district is not asked for it again.
  const [given, give] = useState<Address>(() => ({ ...NOWHERE, district: knownDistrict(open) }));
  const put = (part: keyof Address) => (value: string) => give({ ...given, [part]: value });
  return (
    <Frame open={open} label={open.label ?? says.address} composed={composeAddress(given)}>
      <label class="box">
        <span class="name">{says.district}</span>
        <select class="control" value={given.district} onChange={(event) => put("district")(event.currentTarget.value)} {...described}>
          <option value="">{says.choose}</option>
          {DISTRICTS.map((district) => <option key={district}>{district}</option>)}
        </select>
      </label>
      <Box label={says.road} placeholder="南京西路" value={given.road} put={put("road")} />
      <Box label={says.number} placeholder="1234" value={given.number} put={put("number")} />
      <Box label={says.floor} placeholder="3" value={given.floor} put={put("floor")} />
      <Box label={says.room} placeholder="301" value={given.room} put={put("room")} />
    </Frame>
  );
}
