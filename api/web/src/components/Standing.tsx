// What has happened since the application was handed in, the latest last, and how content the applicant is.

import { useEffect, useState } from "preact/hooks";
import { current } from "../state/conversation";
import { officeMinute } from "../state/moment";
import { texts } from "../texts";
import { Fault } from "../transport/call";
import { standingOf, type Standing as Told } from "../transport/standing";
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
  useEffect(() => void look(), []);
  return (
    <>
      <h3>{says.title}</h3>
      {told?.applications.map(({ form, title, events }) => (
        <div key={form} lang="zh-CN">
          {told.applications.length > 1 && <p>{title}</p>}
          <ol class="events">
            {events.map(({ status, text, at }) => (
              <li key={status}>
                <strong>{text}</strong> <time class="quiet" dateTime={at}>{officeMinute(at)}</time>
              </li>
            ))}
          </ol>
          {!events.length && <p class="quiet">{says.unknown}</p>}
        </div>
      ))}
      <p class="quiet">{says.later}</p>
      <Press act={look}>{says.again}</Press>
      <p class="fault" role="alert">{why}</p>
      {told && <Rating grades={told.grades} given={told.rating} />}
    </>
  );
}
