/** What can be told about a file before a byte of it is sent. */

/** The API's own limit. */
export const MOST_BYTES = 100 * 1024 ** 3;

const VIDEO_ENDINGS =
  "mp4 m4v mov mkv webm avi mpg mpeg m2v ts mts m2ts 3gp 3g2 flv f4v wmv asf ogv mxf vob divx dv y4m".split(" ");
const OTHER_ENDINGS =
  "jpg jpeg png gif webp heic svg bmp tiff psd mp3 wav flac aac m4a ogg opus pdf doc docx xls xlsx ppt pptx txt md csv json html zip rar 7z gz tar dmg exe iso apk".split(" ");

export type FileVerdict = { ok: true; warning: string | null } | { ok: false; reason: string };

type FileFacts = Pick<File, "name" | "size" | "type">;

export function checkFile(file: FileFacts): FileVerdict {
  if (file.size === 0) return { ok: false, reason: `“${file.name}” is empty: there is nothing in it to upload.` };
  if (file.size > MOST_BYTES) return { ok: false, reason: `“${file.name}” is larger than 100 GB, the most that one upload may be.` };
  const ending = endingOf(file.name);
  if (file.type.startsWith("video/") || VIDEO_ENDINGS.includes(ending)) return { ok: true, warning: null };
  if (OTHER_ENDINGS.includes(ending)) return { ok: false, reason: `“${file.name}” is not a video. Choose a video file, such as MP4, MOV or MKV.` };
  return { ok: true, warning: `“${file.name}” does not look like a video. It is being uploaded, but may not play.` };
}

/** "Our_holiday-2026.final.mp4" -> "Our holiday-2026.final", at most 100 characters. */
export function titleFrom(filename: string): string {
  const bare = filename.replace(/\.[^.]{1,5}$/, "").replaceAll("_", " ").replace(/\s+/g, " ").trim();
  return [...(bare || filename)].slice(0, 100).join("");
}

/** Browsers know few video types; storage and the API want one all the same. */
export function contentTypeOf(file: FileFacts): string {
  return file.type || "application/octet-stream";
}

function endingOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
}
