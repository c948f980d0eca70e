// Files that are kept: a look at each, and a way to take it away.

import { useState } from "preact/hooks";
import { filesOf } from "../state/conversation";
import { texts } from "../texts";
import type { Kept } from "../turn";
import { megabytes, remove } from "../uploads/files";
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
  const { name, pages, size, state } = file;
  const seen = state === "clean" || state === "unscanned";
  const about = [pages ? says.pages(pages) : "", says.size(megabytes(size))].filter(Boolean).join(" · ");
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
      {seen ? <Look material={material} file={file} /> : <span class="name">{name}</span>}
      <span class="quiet">{about}</span>
      {open && <Press label={says.removeOf(name)} act={act}>{says.remove}</Press>}
      {!seen && <p class="wide warn">{says[state]}</p>}
      {fault && <p class="wide warn" role="alert">{fault}</p>}
    </li>
  );
}

function Look({ material, file: { id, name, media_type } }: { material: string; file: Kept }) {
  const address = `${filesOf(material)}/${id}`;
  return (
    <a class="name" href={address} target="_blank" rel="noopener" aria-label={texts().materials.look(name)}>
      {media_type.startsWith("image/") ? <img src={address} alt="" loading="lazy" /> : <span class="paper">PDF</span>}
      {name}
    </a>
  );
}
