// What is declared, in full, and the one button that hands the application in.

import { useRef, useState } from "preact/hooks";
import { choose } from "../state/conversation";
import { asking, options } from "../state/open";
import { texts } from "../texts";
import type { Application } from "../turn";

export function Consent({ applications }: { applications: Application[] }) {
  const says = texts().check;
  const [agreed, agree] = useState(false);
  const [tried, attempt] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const declared = applications.flatMap((one) => one.declarations);
  const wrong = tried && !agreed;
  const submit = (event: Event) => {
    event.preventDefault();
    attempt(true);
    const way = options.value[0];
    if (!agreed) return box.current!.focus();
    if (asking.value && way) choose(asking.value.instance, way.value, way.label);
  };
  return (
    <form class="part" onSubmit={submit} noValidate aria-labelledby="consenttitle">
      <h3 id="consenttitle" tabIndex={-1}>{says.declared}</h3>
      {/* The same declaration stands on several forms; it is read once. */}
      <ul>{[...new Set(declared.map((one) => one.text))].map((text) => <li key={text} lang="zh-CN">{text}</li>)}</ul>
      <label class="tick">
        <input type="checkbox" ref={box} checked={agreed} aria-invalid={wrong} aria-describedby="consentfault" onChange={(event) => agree(event.currentTarget.checked)} />
        {declared.length ? says.agree : says.checked}
      </label>
      <p id="consentfault" class="fault" role="alert">{wrong ? says.first : ""}</p>
      <button type="submit" class="weui-btn weui-btn_primary" disabled={!asking.value} onClick={(event) => event.detail > 1 && event.preventDefault()}>{says.submit}</button>
    </form>
  );
}
