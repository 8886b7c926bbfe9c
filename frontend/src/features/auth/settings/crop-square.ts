/** Cuts a square out of a picture: the arithmetic of the crop dialog, and the canvas that does it. */

export interface Size {
  width: number;
  height: number;
}

/** What part of the picture the square shows: zoom 1 fits the shorter side; x and y are its centre, 0..1. */
export interface Crop {
  zoom: number;
  x: number;
  y: number;
}

export const CENTRED: Crop = { zoom: 1, x: 0.5, y: 0.5 };
export const MOST_ZOOM = 4;
const OUTPUT = 512;
/** The API takes 700 kB of base64; that is a quarter less in bytes. */
const MOST_BASE64 = 690_000;

/** Keeps the square inside the picture. */
export function clampCrop(crop: Crop, picture: Size): Crop {
  const zoom = Math.min(MOST_ZOOM, Math.max(1, crop.zoom));
  const side = Math.min(picture.width, picture.height) / zoom;
  const inside = (centre: number, length: number) => {
    const half = side / 2 / length;
    return Math.min(1 - half, Math.max(half, centre));
  };
  return { zoom, x: inside(crop.x, picture.width), y: inside(crop.y, picture.height) };
}

/** The square in the picture's own pixels. */
export function sourceSquare(crop: Crop, picture: Size): { left: number; top: number; side: number } {
  const { zoom, x, y } = clampCrop(crop, picture);
  const side = Math.min(picture.width, picture.height) / zoom;
  return { left: x * picture.width - side / 2, top: y * picture.height - side / 2, side };
}

/** The square as base64 (no data: prefix), WebP where the browser can, small enough for the API. */
export function cutSquare(picture: HTMLImageElement, crop: Crop): string {
  const { left, top, side } = sourceSquare(crop, { width: picture.naturalWidth, height: picture.naturalHeight });
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = OUTPUT;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, left, top, side, side, 0, 0, OUTPUT, OUTPUT);
  // A browser that cannot write WebP answers with PNG, which may be too large: then JPEG.
  const [webp, jpeg] = ["image/webp", "image/jpeg"].map((type) => canvas.toDataURL(type, 0.9).split(",")[1] ?? "");
  return webp && webp.length <= MOST_BASE64 ? webp : (jpeg ?? "");
}
