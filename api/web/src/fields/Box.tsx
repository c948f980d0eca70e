// One labelled box of a widget.

import { useFaulty } from "./sending";

export type Mode = "text" | "numeric" | "decimal" | "tel" | "email" | "url";
export type Complete = "tel-national" | "tel" | "email" | "postal-code" | "name" | "organization";

interface Props {
  label: string;
  value: string;
  put: (value: string) => void;
  wide?: boolean;
  after?: string;
  placeholder?: string;
  mode?: Mode;
  type?: "text" | "time";
  complete?: Complete;
  /** Whether a telephone's keyboard begins with capitals. */
  capitals?: boolean;
}

/** The types apart: to the checker each is an element of its own. E-mail is text: its type would rewrite what was typed. */
const TYPES = { text: { type: "text" }, time: { type: "time" }, tel: { type: "tel" }, url: { type: "url" } } as const;

export function Box({ label, value, put, wide, after, placeholder, mode, type, complete, capitals }: Props) {
  const faulty = useFaulty();
  return (
    <label class={wide ? "box wide" : "box"}>
      <span class="name">{label}</span>
      <span class="entry">
        <input
          class="weui-input control"
          {...TYPES[type ?? (mode === "tel" || mode === "url" ? mode : "text")]}
          inputMode={mode}
          autocomplete={complete ?? "off"}
          {...(capitals ? { autocapitalize: "characters", spellcheck: false } : {})}
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
