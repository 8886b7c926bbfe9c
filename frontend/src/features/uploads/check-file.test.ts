import { checkFile, MOST_BYTES, titleFrom } from "./check-file";

const file = (name: string, type = "", size = 5) => ({ name, type, size });

test.each([
  file("a.mp4", "video/mp4"),
  file("a.MKV"),
  file("no ending at all", "video/quicktime"),
  file("camera.mts", "model/vnd.mts"),
])("takes %j without a word", (each) => {
  expect(checkFile(each)).toEqual({ ok: true, warning: null });
});

test("takes what it does not know, with a warning", () => {
  expect(checkFile(file("film.xyz"))).toMatchObject({ ok: true, warning: expect.stringContaining("may not play") });
});

test.each([
  [file("a.mp4", "video/mp4", 0), "is empty"],
  [file("a.mp4", "video/mp4", MOST_BYTES + 1), "larger than 100 GB"],
  [file("photo.JPG", "image/jpeg"), "is not a video"],
  [file("song.mp3", "audio/mpeg"), "is not a video"],
])("refuses %j and says why", (each, why) => {
  expect(checkFile(each)).toMatchObject({ ok: false, reason: expect.stringContaining(why) });
});

test("a title comes from the file's name", () => {
  expect(titleFrom("Our_holiday  2026.final.mp4")).toBe("Our holiday 2026.final");
  expect(titleFrom(".mp4")).toBe(".mp4");
  expect([...titleFrom("😀".repeat(300) + ".mov")]).toHaveLength(100);
});
