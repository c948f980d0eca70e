// The application as it stands, with a way to change each answer until it is taken in.

import { pdf } from "../state/conversation";
import { isComputed, type Application, type Case, type List } from "../turn";
import { Open } from "./Open";
import { Sections } from "./Sections";
import { texts } from "../texts";

export function FormPanel({ now, closed }: { now?: Case; closed: boolean }) {
  const applications = now?.applications ?? [];
  const says = texts().form;
  const filled = applications.reduce((sum, one) => sum + Object.keys(one.fields).length, 0);
  const missing = applications.some((one) => one.missing.length);
  return (
    <section id="formpanel" aria-labelledby="formtitle">
      <h2 id="formtitle" tabIndex={-1}>{!filled ? says.title : missing ? says.filled(filled) : says.complete}</h2>
      {!applications.length && <p class="quiet">{says.empty}</p>}
      <div id="form">
        {applications.map((one) => <OneForm key={one.form} application={one} lists={now?.lists ?? []} closed={closed} />)}
      </div>
      {now && !closed && <Open now={now} />}
      {applications.length > 0 && (
        <p><a id="pdf" href={pdf()} target="_blank" rel="noopener">{says.pdf}</a></p>
      )}
    </section>
  );
}

function OneForm({ application, lists, closed }: { application: Application; lists: List[]; closed: boolean }) {
  const computed = Object.values(application.fields).filter(isComputed).length;
  return (
    <>
      <h3 lang="zh-CN">{application.title}</h3>
      <Sections application={application} lists={lists} fixed={closed} shown={(field) => !isComputed(field)} />
      {computed > 0 && (
        <details>
          <summary>{texts().form.computed(computed)}</summary>
          <Sections application={application} lists={lists} fixed shown={isComputed} />
        </details>
      )}
    </>
  );
}
