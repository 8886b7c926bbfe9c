import type { HlsVideoElement } from "hls-video-element";
import { reachOf, showAsFilm, stayWithin } from "./unfinished-film";

// The real one brings hls.js, which needs a browser.
jest.mock("hls-video-element", () => ({ Hls: { Events: { MEDIA_ATTACHED: "attached" } } }));

type Api = NonNullable<HlsVideoElement["api"]>;
const playlist = (edge: number, live = true) => ({ edge, live });

function anApi(picture: object | null, sound?: object) {
  const attached: ((event: string, data: object) => void)[] = [];
  const api = {
    on: (_name: string, listener: (event: string, data: object) => void) => attached.push(listener),
    latestLevelDetails: picture,
    audioTracks: sound ? [{ details: sound }] : [],
    audioTrack: 0,
  };
  return { api: api as unknown as Api, attach: (mediaSource: object) => attached.forEach((tell) => tell("attached", { mediaSource })) };
}

test("the seek bar is as long as the whole film before all of it is there", () => {
  const { api, attach } = anApi(playlist(12));
  showAsFilm(api, { length: () => 600, place: () => 0 });
  const source = { readyState: "open", duration: NaN };
  attach(source);
  expect(source.duration).toBe(600);
});

test("a length that nobody knows is left to the playlist", () => {
  const { api, attach } = anApi(playlist(12));
  showAsFilm(api, { length: () => null, place: () => 0 });
  const source = { readyState: "open", duration: NaN };
  attach(source);
  expect(source.duration).toBeNaN();
});

test("a start that failed begins where the viewer was, not at the newest segment", () => {
  const { api } = anApi(playlist(300));
  let place = 0;
  showAsFilm(api, { length: () => 600, place: () => place });
  expect(api.liveSyncPosition).toBe(0);
  place = 42;
  expect(api.liveSyncPosition).toBe(42);
});

test("picture and sound reach as far as the shorter of the two; a finished film has no such bound", () => {
  expect(reachOf(anApi(playlist(40), playlist(32)).api)).toBe(32);
  expect(reachOf(anApi(playlist(40), playlist(64, false)).api)).toBe(40);
  expect(reachOf(anApi(playlist(64, false)).api)).toBeNull();
  expect(reachOf(anApi(null).api)).toBeNull();
  expect(reachOf(null)).toBeNull();
});

test("whoever seeks beyond what is there lands just before its end", () => {
  const media = { api: anApi(playlist(40)).api, currentTime: 500 } as HlsVideoElement;
  stayWithin(media);
  expect(media.currentTime).toBe(39);
  media.currentTime = 12;
  stayWithin(media);
  expect(media.currentTime).toBe(12);
});
