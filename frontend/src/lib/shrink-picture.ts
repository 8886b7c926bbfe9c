/** Makes a picture from somebody's disk small enough to send: fewer pixels, JPEG, base64. */

export const PICTURES = "image/jpeg,image/png,image/webp";
const MOST_BYTES = 30 * 1024 * 1024;
/** The API takes 700 kB, which are a third more in base64. */
const MOST_BASE64 = 900_000;
const QUALITIES = [0.88, 0.8, 0.68, 0.5];

/** Why a picture cannot be used, in a sentence. */
export class PictureProblem extends Error {}

/** The size at which neither side is longer than `most`; never larger than it was. */
export function fitWithin(width: number, height: number, most: number): { width: number; height: number } {
  const scale = Math.min(1, most / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** What is wrong with a file before it is even opened; null when it may be a picture. */
export function problemOf(file: Pick<File, "type" | "size">): string | null {
  if (!PICTURES.split(",").includes(file.type)) return "That is not a picture we can use. Choose a JPEG, PNG or WebP file.";
  return file.size > MOST_BYTES ? "That picture is larger than 30 MB. Choose a smaller one." : null;
}

function asJpeg(picture: ImageBitmap, mostPixels: number): string {
  const { width, height } = fitWithin(picture.width, picture.height, mostPixels);
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  if (!context) throw new PictureProblem("Your browser cannot prepare pictures.");
  context.imageSmoothingQuality = "high";
  // JPEG has no transparency: what shines through becomes the player's black.
  context.fillRect(0, 0, width, height);
  context.drawImage(picture, 0, 0, width, height);
  for (const quality of QUALITIES) {
    const base64 = canvas.toDataURL("image/jpeg", quality).split(",")[1];
    if (base64 && base64.length <= MOST_BASE64) return base64;
  }
  throw new PictureProblem("That picture is too large. Choose a smaller one.");
}

/** `file` as base64 of a JPEG (no data: prefix) of at most `mostPixels` a side. Throws PictureProblem. */
export async function shrinkPicture(file: File, mostPixels: number): Promise<string> {
  const problem = problemOf(file);
  if (problem) throw new PictureProblem(problem);
  const picture = await createImageBitmap(file).catch(() => {
    throw new PictureProblem("This picture cannot be read. Try another one.");
  });
  try {
    return asJpeg(picture, mostPixels);
  } finally {
    picture.close();
  }
}
