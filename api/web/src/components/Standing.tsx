// What has happened since the application was handed in, the latest last, and how content the applicant is.

import { useEffect, useState } from "preact/hooks";
import { current, paperOf } from "../state/conversation";
import { turn } from "../state/open";
import { officeDay, officeMinute } from "../state/moment";
import { texts } from "../texts";
import { Fault } from "../transport/call";
import { standingOf, type Delivery, type Payment, type Standing as Told } from "../transport/standing";
import type { Happened } from "../turn";
import { Press } from "./Press";
import { Rating } from "./Rating";

export function Standing() {
  const says = texts().standing;
  const [told, have] = useState<Told | null>(null);
  const [why, tell] = useState("");
  const look = async () => {
    tell("");
    try {
      have(await standingOf(current()!));
    } catch (fault) {
      // What was seen before stays: the application is not touched by it.
      tell(fault instanceof Fault ? fault.message : says.failed);
    }
  };
  // What intake tells comes as a turn that nobody's words caused: then there is another step to be seen, or an answer.
  const steps = (turn.value?.case.standing ?? []).reduce((sum, { events }) => sum + events.length, 0);
  const heard = turn.value?.said ? 0 : turn.value?.seq;
  useEffect(() => void look(), [steps, heard]);
  // Whoever went to pay in another tab comes back to see that it is paid.
  const owes = told?.applications.some(({ payment }) => payment?.page);
  useEffect(() => {
    if (!owes) return;
    const back = () => void look();
    addEventListener("focus", back);
    return () => removeEventListener("focus", back);
  }, [owes]);
  return (
    <>
      <h3>{says.title}</h3>
      {told?.applications.map(({ form, title, reference, events, payment, delivery }) => (
        <div key={form} lang="zh-CN">
          {told.applications.length > 1 && <p>{title}</p>}
          <ol class="events">
            {events.map((one) => <Step key={one.seq ?? one.status} reference={reference} step={one} />)}
          </ol>
          {!events.length && <p class="quiet">{says.unknown}</p>}
          {payment && <Owed payment={payment} />}
          {delivery && <Sent delivery={delivery} />}
        </div>
      ))}
      <p class="quiet">{says.later}</p>
      <Press act={look}>{says.again}</Press>
      <p class="fault" role="alert">{why}</p>
      {told && (told.asks_rating || told.rating) && <Rating grades={told.grades} given={told.rating} />}
    </>
  );
}

function Owed({ payment: { cents, items, state, number, page, paid_at } }: { payment: Payment }) {
  const says = texts().standing;
  return (
    <>
      <p>
        {says.owed(yuan(cents), items.map((one) => says.item(one.title, yuan(one.cents))).join(says.comma))}<strong>{state}</strong>
        {paid_at && <> <time class="quiet" dateTime={paid_at}>{officeMinute(paid_at)}</time></>}
        {number && <span class="quiet">{says.bill(number)}</span>}
      </p>
      {page && <p><a href={page} target="_blank" rel="noopener noreferrer">{says.pay}</a></p>}
    </>
  );
}

/** 分 as 元, e.g. `10.00`. */
const yuan = (cents: number): string => (cents / 100).toFixed(2);

function Sent({ delivery: { method, number, steps } }: { delivery: Delivery }) {
  const says = texts().standing;
  return (
    <>
      <p>{says.method(method)}{number && says.number(number)}</p>
      {steps.length > 0 && (
        <ol class="events">
          {steps.map(({ text, at }) => (
            <li key={at + text}>
              <strong>{text}</strong> <time class="quiet" dateTime={at}>{officeMinute(at)}</time>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function Step({ reference, step: { seq, text, at, office, words, due, undated, licence, paper } }: { reference: string; step: Happened }) {
  const says = texts().standing;
  return (
    <li>
      <strong>{text}</strong> <time class="quiet" dateTime={at}>{officeMinute(at)}</time>
      {office && <span class="quiet source">{office}</span>}
      {words && <p>{words}</p>}
      {licence && <p>{licence.title} {licence.identifier}</p>}
      {paper && seq && (
        <p>
          <a href={paperOf(reference, seq)} target="_blank" rel="noopener">{paper.title}（PDF）</a>
          {paper.draft && <span class="quiet"> {says.draft}</span>}
        </p>
      )}
      {due && <p class="quiet">{says.due(officeDay(due.day))}{!due.certain && says.uncertain}</p>}
      {undated && <p class="quiet">{says.undated(undated.days, undated.unit === "工作日", undated.year)}{says.uncertain}</p>}
    </li>
  );
}
