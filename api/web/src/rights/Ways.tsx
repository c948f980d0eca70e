// By whom one can sign in: each is a link, since the page is left for it.

import { goingToSignIn, ways } from "../state/who";
import { texts } from "../texts";
import { wayTo } from "../transport/session";

export function Ways() {
  const says = texts().signIn;
  return (
    <>
      <p>{says.explain}</p>
      <div class="acts">
        {ways.value.map(({ id, label, demo }) => (
          <a key={id} class="weui-btn weui-btn_primary" data-way={id} href={wayTo(id)} onClick={goingToSignIn}>
            {demo ? says.demo(label) : label}
          </a>
        ))}
      </div>
    </>
  );
}
