// What is to be put right, by when, in the officer's words; each point leads to where it is done.

import { corrections } from "../state/correction";
import { officeDay } from "../state/moment";
import { texts } from "../texts";
import type { Case, Point } from "../turn";

export function Correction({ now }: { now: Case }) {
  const says = texts().correction;
  const open = corrections();
  if (!open.length) return null;
  return (
    <section id="correction" aria-labelledby="correctiontitle">
      <h2 id="correctiontitle" tabIndex={-1}>{says.title}</h2>
      <p>{says.how}</p>
      {open.map(({ form, reference, until, points }) => (
        <div key={reference}>
          <h3 lang="zh-CN">{now.applications.find((one) => one.form === form)?.title ?? form}</h3>
          <p class="quiet">{says.number(reference)}</p>
          {until && <p><strong>{says.until} <time dateTime={until}>{officeDay(until)}</time></strong></p>}
          <ol lang="zh-CN">{points.map((one) => <OnePoint key={one.pointer ?? one.material ?? one.label} point={one} />)}</ol>
        </div>
      ))}
    </section>
  );
}

function OnePoint({ point: { label, words, basis, material, settled } }: { point: Point }) {
  const says = texts().correction;
  return (
    <li>
      <strong>{label}</strong> {settled && <span class="settled">{says.settled}</span>}
      <p>{words}</p>
      {basis && <p class="quiet">{says.basis(basis)}</p>}
      {material && <p class="quiet">{says.material}</p>}
    </li>
  );
}

/** The officer's words beside a field or a material. */
export function Beside({ points }: { points: Point[] }) {
  const says = texts().correction;
  return <>{points.map(({ words, settled }) => <p key={words} class={settled ? "officer settled" : "officer"} lang="zh-CN">{says.office(words)}</p>)}</>;
}
