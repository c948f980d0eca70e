// What has come of it: paper to keep, each number, large and to be copied, and what comes next at which office.

import { useRef, useState } from "preact/hooks";
import { notice, pdf, receiptCode } from "../state/conversation";
import { officeMinute } from "../state/moment";
import { view } from "../state/view";
import { texts } from "../texts";
import type { Case, Material, Received, Remark } from "../turn";
import { lacking } from "./Materials";
import { Press } from "./Press";
import { Standing } from "./Standing";
import { Stated } from "./Stated";

const HEADING = "receipttitle";

/** Side by side with the conversation on a desk; on a phone it takes the page. */
export function showReceipt() {
  view.value = "form";
  setTimeout(() => document.getElementById(HEADING)?.focus());
}

export function Receipt({ now: { receipt, reports = [], materials, correction } }: { now: Case }) {
  const says = texts().receipt;
  if (!receipt) return null;
  return (
    <section id="receipt" aria-labelledby={HEADING}>
      <h2 id={HEADING} tabIndex={-1}>{says.received}</h2>
      <p>{says.keep}</p>
      <h3>{says.paper}</h3>
      <ul class="printed">
        <li><a href={pdf()} target="_blank" rel="noopener">{says.application}</a></li>
        <li><a href={notice()} target="_blank" rel="noopener">{says.notice}</a></li>
      </ul>
      {receipt.received.map((one) => <Office key={one.form} received={one} />)}
      {!correction && <Lacking materials={lacking(materials)} />}
      {reports.length > 0 && <Reports reports={reports} />}
      <Standing />
    </section>
  );
}

function Office({ received: { form, title, reference, received_at: since, entries } }: { received: Received }) {
  const says = texts().receipt;
  return (
    <>
      <h3 lang="zh-CN">{title}</h3>
      <div class="number">
        <img src={receiptCode(form)} alt={says.code(reference)} width="132" height="132" />
        <Copied reference={reference} />
      </div>
      {since && <p class="quiet">{says.since} <time dateTime={since}>{officeMinute(since)}</time></p>}
      <p>{says.next}</p>
      <dl lang="zh-CN">
        {entries.map(({ label, text, source, certain }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd><Stated text={text} certain={certain} /><span class="quiet source">{source}</span></dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** Where a browser does not let pages copy, the number is selected, so that a finger or a key can. */
function Copied({ reference }: { reference: string }) {
  const [told, tell] = useState("");
  const number = useRef<HTMLParagraphElement>(null);
  const says = texts().receipt;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(reference);
      tell(says.copied);
    } catch {
      getSelection()?.selectAllChildren(number.current!);
      tell(says.selected);
    }
  };
  return (
    <div>
      <p class="quiet">{says.number}</p>
      <p class="reference" ref={number}>{reference}</p>
      <Press act={copy} label={says.copyOf(reference)}>{says.copy}</Press>
      <p role="status">{told}</p>
    </div>
  );
}

/** What was not uploaded before it was handed in: from here nothing can be added. */
function Lacking({ materials }: { materials: Material[] }) {
  if (!materials.length) return null;
  return (
    <>
      <h3>{texts().receipt.lacking(materials.length)}</h3>
      <ul lang="zh-CN">{materials.map(({ id, label }) => <li key={id}>{label}</li>)}</ul>
      <p>{texts().receipt.later}</p>
    </>
  );
}

function Reports({ reports }: { reports: Remark[] }) {
  return (
    <>
      <h3>{texts().receipt.reports}</h3>
      <ul lang="zh-CN">{reports.map(({ id, text, certain }) => <li key={id}><Stated text={text} certain={certain} /></li>)}</ul>
    </>
  );
}
