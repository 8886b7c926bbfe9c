import { aVideo } from "@/testing/samples";
import { longState, shortState } from "./state-words";

test("a private video that plays invites nobody to share a link that others cannot open", () => {
  expect(longState(aVideo({ state: "playable" }))).toMatch(/the link can be shared/);
  const words = longState(aVideo({ state: "playable", visibility: "private" }));
  expect(words).not.toMatch(/share/);
  expect(words).toMatch(/Only you can watch it/);
});

test("how far it is, is told from the first picture to the last quality", () => {
  expect(shortState(aVideo({ state: "processing", percent: 7 }))).toBe("Processing 7 %");
  expect(shortState(aVideo({ state: "playable", percent: 43 }))).toBe("Playable, 43 %");
  expect(longState(aVideo({ state: "playable", percent: 43 }))).toMatch("More qualities are on the way (43 %).");
});

test("a video that lacks something does not say that it has everything", () => {
  const note = "Some qualities could not be made.";
  expect(longState(aVideo({ note }))).toBe(note);
  expect(longState(aVideo())).toBe("Ready in every quality.");
});
