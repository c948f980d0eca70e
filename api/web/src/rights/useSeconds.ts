import { useEffect, useRef, useState } from "preact/hooks";

/** Seconds until it is over, by this machine's clock from now on: another one's may be wrong. */
export function useSeconds(all: number): number {
  const end = useRef(Date.now() + all * 1000);
  const [left, set] = useState(all);
  useEffect(() => {
    const ticking = setInterval(() => set(Math.max(0, Math.ceil((end.current - Date.now()) / 1000))), 1000);
    return () => clearInterval(ticking);
  }, []);
  return left;
}
