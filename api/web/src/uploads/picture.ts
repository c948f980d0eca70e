// A picture painted anew on a canvas: smaller, upright, and without the place where it was taken.

import { smallEnough, tooLarge, within } from "./shrinking";

/** The picture as it is sent; the file itself where it is small enough, is none, or this browser cannot read it. */
export async function shrunk(file: File): Promise<Blob> {
  if (!file.type.startsWith("image/") || !("createImageBitmap" in window)) return file;
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return file;
  }
  try {
    return tooLarge(file.type, file.size, picture) ? await smallEnough((quality) => painted(picture, quality)) : file;
  } finally {
    picture.close();
  }
}

function painted(picture: ImageBitmap, quality: number): Promise<Blob> {
  const canvas = Object.assign(document.createElement("canvas"), within(picture));
  const pen = canvas.getContext("2d")!;
  // JPEG knows no transparency; what shines through would turn black.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/jpeg", quality),
  );
}
