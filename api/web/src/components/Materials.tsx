// What is to be handed in: why, what is waived, and what is still to be uploaded.

import { documentOf, notice } from "../state/conversation";
import type { Case, Made, Material, Unneeded } from "../turn";
import { current, happened } from "../uploads/files";
import { pointsOf } from "../state/correction";
import { texts } from "../texts";
import { Beside } from "./Correction";
import { Files } from "./Files";
import { Undertakings } from "./Undertaking";
import { Upload } from "./Upload";

const UPLOAD = "upload";
const LATER = "deferred";
const WAIVED = ["e_license_exempt", "register_exempt"];

export function Materials({ now }: { now?: Case }) {
  const says = texts().materials;
  const materials = now?.materials ?? [];
  // What was handed in stays as it is.
  const open = !["requested", "received"].includes(now?.submission ?? "") && now?.stage !== "closed";
  return (
    <section id="materialpanel" aria-labelledby="materialtitle">
      <h2 id="materialtitle" tabIndex={-1}>{title(materials, open)}</h2>
      <ul id="materials">{materials.map((one) => <OneMaterial key={one.id} material={one} open={open || pointsOf(one.id).length > 0} />)}</ul>
      {materials.length ? (
        <p><a id="tobring" href={notice()} target="_blank" rel="noopener">{says.notice}</a></p>
      ) : (
        <p class="quiet">{says.empty}</p>
      )}
      <Needless some={now?.unneeded ?? []} open={open} />
      <p class="hidden" aria-live="polite">{happened.value}</p>
    </section>
  );
}

const isWanted = ({ mode, optional }: Material) => mode === UPLOAD && !optional;

/** What has to be uploaded and is not. */
export const lacking = (materials: Material[]): Material[] =>
  materials.filter((one) => isWanted(one) && !current(one.id, one.files).some(({ state }) => state !== "infected"));

function title(materials: Material[], open: boolean): string {
  const says = texts().materials;
  const missing = lacking(materials).length;
  if (!open || !materials.some(isWanted)) return says.title;
  return missing ? says.missing(missing) : says.complete;
}

function OneMaterial({ material, open }: { material: Material; open: boolean }) {
  const { id, label, mode, settled, why, basis, note, certain, optional, document, files } = material;
  const says = texts().materials;
  // What may come later is sent when an office asks for it.
  const sent = mode === UPLOAD || (mode === LATER && (pointsOf(id).length > 0 || files.length > 0));
  const badge = optional ? says.optional : says.modes[mode];
  const more = [note, certain ? "" : says.uncertain].filter(Boolean).join(says.sentences);
  return (
    <li>
      {badge && <span class={optional ? "mode" : `mode ${mode}`}>{badge}</span>}
      <strong lang="zh-CN">{WAIVED.includes(mode) ? <s>{label}</s> : label}</strong>
      {settled && <p class="settled" lang="zh-CN">{settled}</p>}
      {more && <p class="quiet">{more}</p>}
      {why && <p class="quiet" lang="zh-CN">{says.why(why)}</p>}
      <p class="quiet" lang="zh-CN">{says.basis(basis)}</p>
      {document && <ReadyMade made={document} />}
      <Beside points={pointsOf(id)} />
      {sent && <Files material={id} label={label} files={current(id, files)} open={open} />}
      {sent && open && <Upload material={id} label={label} />}
      {open && material.offers.length > 0 && <Undertakings material={material} />}
    </li>
  );
}

/** What is made from the answers: both kinds of file, or what has to be answered first. */
function ReadyMade({ made: { id, title, missing } }: { made: Made }) {
  const says = texts().materials;
  if (missing.length) return <p class="quiet made" lang="zh-CN">{says.lacking(title, missing.length)}</p>;
  return (
    <p class="made" lang="zh-CN">
      <a href={documentOf(id, "pdf")} target="_blank" rel="noopener">{says.asPdf(title)}</a>
      <a href={documentOf(id, "docx")}>{says.asWord(title)}</a>
    </p>
  );
}

function Needless({ some, open }: { some: Unneeded[]; open: boolean }) {
  const says = texts().materials;
  const left = some.map((one) => ({ ...one, files: current(one.id, one.files) })).filter(({ files }) => files.length);
  if (!left.length) return null;
  return (
    <section id="unneeded" aria-labelledby="unneededtitle">
      <h3 id="unneededtitle">{says.unneeded}</h3>
      <p class="quiet">{says.unneededWhy}</p>
      {left.map(({ id, label, files }) => (
        <div key={id}>
          <s lang="zh-CN">{label}</s>
          <Files material={id} label={label} files={files} open={open} />
        </div>
      ))}
    </section>
  );
}
