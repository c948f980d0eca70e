// The application as it stands, with a way to change each answer until it is taken in.

import { pdf } from "../state/conversation";
import { isComputed, type Application, type Case, type Field } from "../turn";
import { Open } from "./Open";
import { Row } from "./Row";
import { texts } from "../texts";

export function FormPanel({ now, closed }: { now?: Case; closed: boolean }) {
  const applications = now?.applications ?? [];
  const says = texts().form;
  const filled = applications.reduce((sum, one) => sum + Object.keys(one.fields).length, 0);
  const missing = applications.some((one) => one.missing.length);
  return (
    <section id="formpanel" aria-labelledby="formtitle">
      <h2 id="formtitle">{!filled ? says.title : missing ? says.filled(filled) : says.complete}</h2>
      {!applications.length && <p class="quiet">{says.empty}</p>}
      <div id="form">{applications.map((one) => <OneForm key={one.title} application={one} closed={closed} />)}</div>
      {now && !closed && <Open now={now} />}
      {applications.length > 0 && (
        <p><a id="pdf" href={pdf()} target="_blank" rel="noopener">{says.pdf}</a></p>
      )}
    </section>
  );
}

function OneForm({ application, closed }: { application: Application; closed: boolean }) {
  const fields = Object.entries(application.fields);
  const own = fields.filter(([, field]) => !isComputed(field));
  const rest = fields.filter(([, field]) => isComputed(field));
  return (
    <>
      <p class="quiet" lang="zh-CN">{application.title}</p>
      <Rows fields={own} fixed={closed} />
      <details>
        <summary>{texts().form.computed(rest.length)}</summary>
        <Rows fields={rest} fixed />
      </details>
    </>
  );
}

function Rows({ fields, fixed }: { fields: [string, Field][]; fixed: boolean }) {
  return <dl lang="zh-CN">{fields.map(([pointer, field]) => <Row key={pointer} field={field} fixed={fixed} />)}</dl>;
}
