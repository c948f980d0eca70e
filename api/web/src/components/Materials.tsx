import type { Material } from "../turn";

const MODES: Record<string, string> = {
  e_license_exempt: "免交",
  system_generated: "系统生成",
  system_check: "系统核验",
  fill_in: "网上填",
  upload: "要上传",
};

export function Materials({ materials }: { materials: Material[] }) {
  return (
    <section id="materialpanel" aria-labelledby="materialtitle">
      <h2 id="materialtitle">材料</h2>
      <ul id="materials">{materials.map((one) => <OneMaterial key={one.id} material={one} />)}</ul>
      {!materials.length && <p class="quiet">要哪些材料、哪些可以免交，会跟着您的回答列在这里。</p>}
    </section>
  );
}

function OneMaterial({ material: { label, mode, note, certain } }: { material: Material }) {
  const more = [note, certain ? "" : "以受理窗口为准"].filter(Boolean).join("。");
  return (
    <li>
      {MODES[mode] && <span class={`mode ${mode}`}>{MODES[mode]}</span>}
      <strong>{label}</strong>
      {more && <p class="quiet">{more}</p>}
    </li>
  );
}
