import type { Material } from "../turn";
import { texts } from "../texts";

export function Materials({ materials }: { materials: Material[] }) {
  const says = texts().materials;
  return (
    <section id="materialpanel" aria-labelledby="materialtitle">
      <h2 id="materialtitle">{says.title}</h2>
      <ul id="materials">{materials.map((one) => <OneMaterial key={one.id} material={one} />)}</ul>
      {!materials.length && <p class="quiet">{says.empty}</p>}
    </section>
  );
}

function OneMaterial({ material: { label, mode, note, certain } }: { material: Material }) {
  const says = texts().materials;
  const more = [note, certain ? "" : says.uncertain].filter(Boolean).join(says.sentences);
  return (
    <li>
      {says.modes[mode] && <span class={`mode ${mode}`}>{says.modes[mode]}</span>}
      <strong lang="zh-CN">{label}</strong>
      {more && <p class="quiet">{more}</p>}
    </li>
  );
}
