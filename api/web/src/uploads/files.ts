// Files of the materials: those that the turn tells, those that this page has sent or removed since, and those on their way.

import { batch, signal } from "@preact/signals";
import { filesOf as address } from "../state/conversation";
import { texts } from "../texts";
import { Fault } from "../transport/call";
import type { Kept } from "../turn";
import { largest } from "./limits";
import { shrunk } from "./picture";
import { removeFile, sendFile } from "./sending";
import { weight } from "./shrinking";

/** A file on its way, or one that did not get there. `share` of it is sent; `fault`: why it is not there. */
export interface Sending {
  number: number;
  material: string;
  file: File;
  share: number;
  fault?: string;
  /** Whether it may be tried again as it is. */
  again?: boolean;
}

export const sendings = signal<Sending[]>([]);
/** What has just happened, for who does not see it. */
export const happened = signal("");
const added = signal<{ material: string; kept: Kept }[]>([]);
const removed = signal<string[]>([]);
let last = 0;
let busy = false;

/** A material's files now. A turn that was on its way meanwhile does not know the newest. */
export function current(material: string, told: Kept[]): Kept[] {
  const newer = added.value.filter((one) => one.material === material && !told.some(({ id }) => id === one.kept.id));
  return [...told, ...newer.map(({ kept }) => kept)].filter(({ id }) => !removed.value.includes(id));
}

/** Sends the files, one after the other. */
export function take(material: string, files: Iterable<File>): void {
  const more = Array.from(files, (file) => ({ number: ++last, material, file, share: 0 }));
  sendings.value = [...sendings.value, ...more];
  work();
}

export function tryAgain({ number }: Sending): void {
  change(number, { share: 0, fault: undefined });
  work();
}

export function letGo({ number }: Sending): void {
  sendings.value = sendings.value.filter((one) => one.number !== number);
}

/** Why it could not be removed; empty when it is gone. */
export async function remove(material: string, { id, name }: Kept): Promise<string> {
  try {
    await removeFile(`${address(material)}/${id}`);
  } catch (fault) {
    return fault instanceof Fault ? fault.message : texts().materials.notRemoved;
  }
  batch(() => {
    removed.value = [...removed.value, id];
    happened.value = texts().materials.removed(name);
  });
  return "";
}

async function work(): Promise<void> {
  if (busy) return;
  busy = true;
  for (let next = waiting(); next; next = waiting()) await deliver(next);
  busy = false;
}

const waiting = () => sendings.value.find((one) => one.fault === undefined);

async function deliver(sending: Sending): Promise<void> {
  const { number, material, file } = sending;
  try {
    const content = await shrunk(file);
    const most = largest.value ?? Infinity;
    if (content.size > most) throw new Fault(texts().materials.tooLarge(weight(content.size), weight(most)), true, false);
    const kept = await sendFile(address(material), content, file.name, (share) => change(number, { share }));
    batch(() => {
      letGo(sending);
      // The same bytes under another name are the file that is there already.
      const there = added.value.some((one) => one.kept.id === kept.id);
      added.value = [...added.value.filter((one) => one.kept.id !== kept.id), { material, kept }];
      removed.value = removed.value.filter((id) => id !== kept.id);
      happened.value = there ? texts().materials.already(kept.name) : texts().materials.sent(kept.name);
    });
  } catch (fault) {
    const final = fault instanceof Fault && fault.final;
    change(number, { fault: fault instanceof Fault ? fault.message : texts().materials.lostWay, again: !final });
  }
}

function change(number: number, news: Partial<Sending>): void {
  sendings.value = sendings.value.map((one) => (one.number === number ? { ...one, ...news } : one));
}
