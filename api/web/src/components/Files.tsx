// Files that are kept: a look at each, and a way to take it away.

import { useState } from "preact/hooks";
import { filesOf } from "../state/conversation";
import { texts } from "../texts";
import type { Kept } from "../turn";
import { remove } from "../uploads/files";
import { weight } from "../uploads/shrinking";
import { Press } from "./Press";

interface Props {
  material: string;
  label: string;
  files: Kept[];
  open: boolean;
}

export function Files({ material, label, files, open }: Props) {
  if (!files.length) return null;
  return (
    <ul class="files" aria-label={texts().materials.files(label)}>
      {files.map((one) => <OneFile key={one.id} material={material} file={one} open={open} />)}
    </ul>
  );
}

function OneFile({ material, file, open }: { material: string; file: Kept; open: boolean }) {
  const says = texts().materials;
  const [fault, tell] = useState("");
  const { name, state } = file;
  const seen = state === "clean" || state === "unscanned";
  const act = async (event: MouseEvent) => {
    if (!confirm(says.sure(name))) return;
    const place = (event.target as HTMLElement).closest(".files")!.closest("li, section");
    const why = await remove(material, file);
    tell(why);
    // The button is gone. Who used it goes on beside where it was, but not at the next one of its kind.
    if (!why) (place?.querySelector<HTMLElement>("input[type=file]") ?? document.querySelector<HTMLElement>("#side"))?.focus();
  };
  return (
    <li>
      {seen ? <Look material={material} file={file} /> : <Told file={file} />}
      {open && <Press label={says.removeOf(name)} act={act}>{says.remove}</Press>}
      {!seen && <p class="wide warn">{says[state]}</p>}
      {fault && <p class="wide warn" role="alert">{fault}</p>}
    </li>
  );
}

function Look({ material, file }: { material: string; file: Kept }) {
  const address = `${filesOf(material)}/${file.id}`;
  const picture = file.media_type.startsWith("image/");
  return (
    <a href={address} target="_blank" rel="noopener">
      {picture ? <img src={address} alt="" loading="lazy" /> : <span class="paper" aria-hidden="true">PDF</span>}
      <Told file={file} />
    </a>
  );
}

function Told({ file: { name, pages, size } }: { file: Kept }) {
  return (
    <span class="told">
      <span>{name}</span>
      <span class="quiet">{[pages ? texts().materials.pages(pages) : "", weight(size)].filter(Boolean).join(" · ")}</span>
    </span>
  );
}
