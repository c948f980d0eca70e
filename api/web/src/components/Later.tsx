// A screen that is seldom wanted: it is fetched when it is.

import type { ComponentType } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { code, leaveScreen, type Screen } from "../state/screen";
import { texts } from "../texts";
import { Press } from "./Press";

type Screens = Record<Screen, ComponentType>;

export function Later({ screen }: { screen: Screen }) {
  const [screens, have] = useState<Screens | null>(null);
  const [failed, fail] = useState(false);
  const box = useRef<HTMLElement>(null);
  const says = texts();
  const titles: Record<Screen, string> = { drafts: says.drafts.title, handover: says.handover.title, data: says.data.title, take: says.handover.take, signin: says.signIn.title, held: says.held.title };
  useEffect(() => {
    import("../rights").then(({ screens: all }) => have(all), () => fail(true));
  }, []);
  useLayoutEffect(() => box.current!.querySelector("h2")!.focus(), [screen]);
  const Wanted = screens?.[screen];
  return (
    <section class="screen" ref={box} aria-labelledby="screentitle" onKeyDown={(event) => event.key === "Escape" && !code && leaveScreen()}>
      {!code && <Press act={leaveScreen}>{says.rights.back}</Press>}
      <h2 id="screentitle" tabIndex={-1}>{titles[screen]}</h2>
      {Wanted ? <Wanted key={screen} /> : <p role="status">{failed ? says.rights.failed : says.rights.loading}</p>}
    </section>
  );
}
