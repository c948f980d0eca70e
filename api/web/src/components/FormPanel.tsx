// The application as it stands, with a way to change each answer until it is taken in.

import { pdf } from "../state/conversation";
import type { Application, Field } from "../turn";
import { Row } from "./Row";

/** What rules and the scenario put in cannot be typed. */
const COMPUTED = ["derived", "scenario"];

export function FormPanel({ applications, closed }: { applications: Application[]; closed: boolean }) {
  const filled = applications.reduce((sum, one) => sum + Object.keys(one.fields).length, 0);
  const missing = applications.some((one) => one.missing.length);
  return (
    <section id="formpanel" aria-labelledby="formtitle">
      <h2 id="formtitle">{!filled ? "申请表" : missing ? `申请表：已填 ${filled} 项` : "申请表：都填好了"}</h2>
      {!applications.length && <p class="quiet">选好要办的事，这里会一项一项填起来，随时可以改。</p>}
      <div id="form">{applications.map((one) => <OneForm key={one.title} application={one} closed={closed} />)}</div>
      {applications.length > 0 && (
        <p><a id="pdf" href={pdf()} target="_blank" rel="noopener">打开申请表（PDF）</a></p>
      )}
    </section>
  );
}

function OneForm({ application, closed }: { application: Application; closed: boolean }) {
  const fields = Object.entries(application.fields);
  const own = fields.filter(([, field]) => !COMPUTED.includes(field.source));
  const rest = fields.filter(([, field]) => COMPUTED.includes(field.source));
  return (
    <>
      <p class="quiet">{application.title}</p>
      <Rows fields={own} fixed={closed} />
      <details>
        <summary>系统按规定填写的 {rest.length} 项</summary>
        <Rows fields={rest} fixed />
      </details>
    </>
  );
}

function Rows({ fields, fixed }: { fields: [string, Field][]; fixed: boolean }) {
  return <dl>{fields.map(([pointer, field]) => <Row key={pointer} field={field} fixed={fixed} />)}</dl>;
}
