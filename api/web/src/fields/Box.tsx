// One labelled box of a widget.

import { useFaulty } from "./sending";

interface Props {
  label: string;
  value: string;
  put: (value: string) => void;
  wide?: boolean;
  after?: string;
  placeholder?: string;
  mode?: "text" | "numeric" | "decimal" | "tel";
  type?: "text" | "time";
  complete?: "off" | "tel-national";
}

/** The types apart: to the checker each is an element of its own. */
const TYPES = { text: { type: "text" }, time: { type: "time" } } as const;

export function Box({ label, value, put, wide, after, placeholder, mode, type = "text", complete = "off" }: Props) {
  const faulty = useFaulty();
  return (
    <label class={wide ? "box wide" : "box"}>
      <span class="name">{label}</span>
      <span class="entry">
        <input
          class="weui-input control"
          {...TYPES[type]}
          inputMode={mode}
          autocomplete={complete}
          placeholder={placeholder}
          value={value}
          onInput={(event) => put(event.currentTarget.value)}
          {...faulty}
        />
        {after && <span class="after">{after}</span>}
      </span>
    </label>
  );
}
