// Who has to be signed in, and is not: the made-up people of a demonstration; elsewhere the way is the operator's.

import { useEffect, useState } from "preact/hooks";
import { Press } from "../components/Press";
import { texts } from "../texts";
import { identities, signIn, type Identity } from "../transport/identities";

export function SignIn({ done }: { done: () => void }) {
  const says = texts().rights;
  const [some, have] = useState<Identity[]>([]);
  useEffect(() => void identities().then(have), []);
  const enter = async (one: Identity) => (await signIn(one.id)) && done();
  return (
    <section class="card" role="alert">
      <p>{some.length ? says.signInFirst : says.signInElsewhere}</p>
      <div class="acts">{some.map((one) => <Press key={one.id} act={() => enter(one)}>{one.label}</Press>)}</div>
    </section>
  );
}
