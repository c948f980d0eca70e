// One tab of a browser holds the stream and sends for all of them: browsers open six connections to a server and no more.
// It is the tab in front, because those behind may be put to sleep.

const NAME = "daoban.leader";
/** Milliseconds between two signs of life, where a lease stands in for a lock. */
const BEAT = 2000;

export interface Leading {
  begin(): void;
  end(): void;
}

/** Tells when this tab leads and when another does. Browsers whose tabs cannot hear each other lead in each. */
export function lead(on: Leading): void {
  if (typeof BroadcastChannel === "undefined") on.begin();
  else if (navigator.locks) byLock(on);
  else byLease(on);
}

/** The browser gives the lock on when a tab is closed or falls over. */
function byLock(on: Leading): void {
  let mine = false;
  let queued = new AbortController();
  const ask = async (steal: boolean): Promise<void> => {
    queued.abort();
    queued = new AbortController();
    try {
      await navigator.locks.request(NAME, steal ? { steal } : { signal: queued.signal }, () => {
        mine = true;
        on.begin();
        return new Promise<never>(() => {});
      });
    } catch {
      if (!mine) return;
      mine = false;
      on.end();
      ask(false);
    }
  };
  ask(inFront());
  document.addEventListener("visibilitychange", () => inFront() && !mine && ask(true));
}

/** Pages served without https have no locks. Two leaders for a moment do no harm: every message has its id. */
function byLease(on: Leading): void {
  const me = String(Math.random());
  let mine = false;
  const claim = (seize: boolean): void => {
    const [who, until] = (localStorage.getItem(NAME) ?? "").split(" ");
    const free = seize || who === me || Number(until ?? 0) < Date.now();
    if (free) localStorage.setItem(NAME, `${me} ${Date.now() + 3 * BEAT}`);
    if (free === mine) return;
    mine = free;
    if (mine) on.begin();
    else on.end();
  };
  claim(inFront());
  setInterval(() => claim(false), BEAT);
  document.addEventListener("visibilitychange", () => inFront() && claim(true));
  addEventListener("pagehide", () => mine && localStorage.removeItem(NAME));
}

const inFront = (): boolean => document.visibilityState === "visible";
