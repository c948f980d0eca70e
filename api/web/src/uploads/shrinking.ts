// What becomes of a picture before it is sent: mobile networks are slow, and nobody reads more than this off a paper.

/** Pixels of the longer side. */
export const SIDE = 2000;
/** Bytes that a picture should not be larger than. */
export const ENOUGH = 1.5 * 1024 * 1024;
/** Qualities that are tried, until one is small enough; the last is taken whatever comes out. */
export const QUALITIES = [0.85, 0.75, 0.65, 0.5];

export interface Size {
  width: number;
  height: number;
}

/** The size within the limit, with the same proportions; no side vanishes. */
export function within({ width, height }: Size, side: number = SIDE): Size {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Whether a picture has to be painted anew: it is too large, or of a kind that only this browser can read. */
export function tooLarge(kind: string, bytes: number, { width, height }: Size): boolean {
  return bytes > ENOUGH || Math.max(width, height) > SIDE || !["image/jpeg", "image/png"].includes(kind);
}

/** Bytes as people read them. */
export const weight = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1).replace(/\.0$/, "")} MB`;

/** The first result that is small enough, or the last. */
export async function smallEnough<Made extends { size: number }>(make: (quality: number) => Promise<Made>): Promise<Made> {
  let made = await make(QUALITIES[0]!);
  for (const quality of QUALITIES.slice(1)) {
    if (made.size <= ENOUGH) break;
    made = await make(quality);
  }
  return made;
}
