// One labelled list of a widget, of which one is picked.

import { useFaulty } from "./sending";
import { texts } from "../texts";

interface Props {
  label: string;
  value: string;
  put: (value: string) => void;
  /** Value and what it is called. */
  offered: [string, string][];
}

export function Pick({ label, value, put, offered }: Props) {
  return (
    <label class="box">
      <span class="name">{label}</span>
      <select class="control" value={value} onChange={(event) => put(event.currentTarget.value)} {...useFaulty()}>
        <option value="">{texts().fields.choose}</option>
        {offered.map(([one, name]) => <option key={one} value={one}>{name}</option>)}
      </select>
    </label>
  );
}
