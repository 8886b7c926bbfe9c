import type { Upload } from "@/lib/types";
import { fingerprint } from "./engine/remembered-uploads";
import { differenceOf } from "./same-file";

const upload = { upload_id: "up", filename: "a.mp4", size: 3 } as Upload;
const chosen = (name = "a.mp4", text = "abc", lastModified = 7) => new File([text], name, { lastModified });

test("the same file is the same", () => {
  expect(differenceOf(chosen(), upload, fingerprint(chosen()))).toBeNull();
});

test("on another device name and size must do", () => {
  expect(differenceOf(chosen(), upload, null)).toBeNull();
  expect(differenceOf(chosen("b.mp4"), upload, null)).toContain("another file");
});

test("another size, or a change since, is told apart", () => {
  expect(differenceOf(chosen("a.mp4", "abcd"), upload, null)).toContain("another file");
  expect(differenceOf(chosen("a.mp4", "abc", 8), upload, fingerprint(chosen()))).toContain("changed or renamed");
});
