// What the rules say, in doubt where nobody has confirmed it and where it does not say so itself.

import { texts } from "../texts";

export function Stated({ text, certain }: { text: string; certain: boolean }) {
  const doubt = texts().materials.uncertain;
  return <>{text}{!certain && !text.includes(doubt) && <span class="quiet">（{doubt}）</span>}</>;
}
