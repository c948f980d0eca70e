// One file to the server, telling how far it is; fetch cannot tell that.

import { Fault } from "../transport/call";
import type { Kept } from "../turn";

/** A minute without any progress, and the network is gone. */
const PATIENCE = 60000;

/** The file as the server keeps it. Throws Fault on a refusal, anything else where nothing came back. */
export function sendFile(address: string, content: Blob, name: string, tell: (share: number) => void): Promise<Kept> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let silent = 0;
    const alive = () => {
      clearTimeout(silent);
      silent = setTimeout(() => request.abort(), PATIENCE) as unknown as number;
    };
    request.upload.onprogress = ({ loaded, total }) => {
      alive();
      tell(loaded / total);
    };
    request.onloadend = () => {
      clearTimeout(silent);
      try {
        resolve(answer(request));
      } catch (fault) {
        reject(fault);
      }
    };
    request.open("POST", address);
    request.setRequestHeader("Content-Type", content.type || "application/octet-stream");
    request.setRequestHeader("X-File-Name", encodeURIComponent(name));
    alive();
    request.send(content);
  });
}

/** The server no longer keeps it. Throws as `sendFile` does; one that was gone already is gone. */
export async function removeFile(address: string): Promise<void> {
  const response = await fetch(address, { method: "DELETE", credentials: "same-origin" });
  if (response.ok || response.status === 404) return;
  throw new Fault((await response.json()).detail, response.status < 500 && response.status !== 429, false);
}

function answer({ status, responseText }: XMLHttpRequest): Kept {
  if (!status) throw new Error("no answer");
  const told = JSON.parse(responseText);
  if (status < 300) return told;
  throw new Fault(told.detail, status < 500 && ![408, 429].includes(status), false);
}
