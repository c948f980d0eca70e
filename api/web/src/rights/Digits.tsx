// The digits that another device shows.

import { useRef, useState } from "preact/hooks";
import { texts } from "../texts";
import { digitsOf } from "./digitsOf";
import { Taking } from "./Taking";

export function Digits() {
  const says = texts().drafts;
  const box = useRef<HTMLInputElement>(null);
  const [fault, tell] = useState("");
  const [code, use] = useState<string | null>(null);
  const submit = (event: Event) => {
    event.preventDefault();
    const digits = digitsOf(box.current!.value);
    tell(digits === null ? says.wrong : "");
    use(digits);
    if (digits === null) box.current!.focus();
  };
  // What it stands for is gone: the digits are put in anew.
  const refused = (why: string) => {
    use(null);
    tell(why);
    box.current!.focus();
  };
  return (
    <form class="part" onSubmit={submit} noValidate>
      <label for="digits">{says.code}</label>
      <div class="acts">
        <input id="digits" class="weui-input" inputMode="numeric" autocomplete="one-time-code" maxLength={20} placeholder={says.codeHint} aria-invalid={fault !== ""} aria-describedby="digitsfault" ref={box} />
        <button type="submit" class="weui-btn weui-btn_default">{says.take}</button>
      </div>
      <p id="digitsfault" class="fault" role="alert">{fault}</p>
      {code && <Taking key={code} code={{ code }} failed={refused} />}
    </form>
  );
}
