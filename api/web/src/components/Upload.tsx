// Where files of one material are chosen, dropped or pasted, and what becomes of those on their way.

import { useEffect, useState } from "preact/hooks";
import { texts } from "../texts";
import { letGo, sendings, take, tryAgain, type Sending } from "../uploads/files";
import { largest, learnLimits } from "../uploads/limits";
import { weight } from "../uploads/shrinking";
import { Press } from "./Press";

const KINDS = "image/jpeg,image/png,application/pdf";

export function Upload({ material, label }: { material: string; label: string }) {
  const says = texts().materials;
  const [over, hover] = useState(false);
  useEffect(() => void learnLimits(), []);
  const given = (files?: FileList | null) => files && take(material, files);
  const chosen = ({ currentTarget: box }: { currentTarget: HTMLInputElement }) => {
    given(box.files);
    // The same file may be chosen again.
    box.value = "";
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    hover(false);
    given(event.dataTransfer?.files);
  };
  return (
    <div
      class={over ? "drop over" : "drop"}
      onDragOver={(event) => (event.preventDefault(), hover(true))}
      onDragLeave={() => hover(false)}
      onDrop={dropped}
      onPaste={(event) => given(event.clipboardData?.files)}
    >
      {sendings.value.filter((one) => one.material === material).map((one) => <OnItsWay key={one.number} sending={one} />)}
      <label class="weui-btn weui-btn_default">
        <input type="file" class="hidden" accept={KINDS} multiple aria-label={says.uploadFor(label)} onChange={chosen} />
        {says.upload}
      </label>
      <p class="quiet">{largest.value === null ? says.kinds : says.kindsUpTo(weight(largest.value))}</p>
      {/* Clicked, it has the focus that pasting needs. */}
      <p class="quiet desk" tabIndex={-1}>{says.drop}</p>
    </div>
  );
}

function OnItsWay({ sending }: { sending: Sending }) {
  const says = texts().materials;
  const { file, share, fault, again } = sending;
  if (fault === undefined)
    return (
      <p class="sending">
        {says.sending(file.name)}
        <progress max={1} value={share} aria-label={says.sending(file.name)} />
      </p>
    );
  return (
    <div class="sending warn">
      <p role="alert">{file.name}：{fault}</p>
      {again && <Press act={() => tryAgain(sending)}>{says.again}</Press>}
      <Press act={() => letGo(sending)}>{again ? says.letGo : says.seen}</Press>
    </div>
  );
}
