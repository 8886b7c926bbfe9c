import { aVideo } from "@/testing/samples";
import { longState } from "./state-words";

test("a private video that plays invites nobody to share a link that others cannot open", () => {
  expect(longState(aVideo({ state: "playable" }))).toMatch(/Share the link/);
  const words = longState(aVideo({ state: "playable", visibility: "private" }));
  expect(words).toBe("You can watch it already. Only you can, until you make it public or unlisted.");
});
