import { act, screen, waitFor } from "@testing-library/react";
import { session } from "@/lib/session";
import type { Video } from "@/lib/types";
import { fakeApi, renderWithCache, type Answer } from "@/testing/fake-api";
import { aLogin, aVideo } from "@/testing/samples";
import { WatchView } from "./watch-view";

let query = "v=v1";
jest.mock("next/navigation", () => ({ useSearchParams: () => new URLSearchParams(query) }));
// The real one loads hls.js and media-chrome, which need a browser.
jest.mock("@/features/playback/player", () => ({
  Player: (props: Record<"src" | "startAt" | "poster" | "duration" | "growing" | "storyboard", string>) => (
    <div
      data-testid="player"
      {...{ "data-src": props.src, "data-start": props.startAt, "data-poster": props.poster }}
      {...{ "data-duration": props.duration, "data-growing": String(props.growing), "data-storyboard": props.storyboard }}
    />
  ),
}));

const playback = { video_id: "v1", state: "ready", manifest_url: "/media/public/u1/v1/manifest.m3u8", poster_url: null, expires_at: null };

function open(video: () => Answer | "down") {
  return fakeApi({
    "GET /api/videos/v1": video,
    "GET /api/videos": () => ({ body: { items: [aVideo(), aVideo({ video_id: "v2", title: "Another one" })], cursor: null } }),
    "GET /api/playback/v1": () => ({ body: playback }),
  });
}

beforeEach(() => {
  query = "v=v1";
  localStorage.clear();
  session.getState().clear();
});

test("plays a ready video from the second in the address, with its details and other videos", async () => {
  query = "v=v1&t=1m5s";
  open(() => ({ body: aVideo({ tags: ["lisbon"], description: "By tram." }) }));
  renderWithCache(<WatchView />);
  const player = await screen.findByTestId("player");
  expect(player).toHaveAttribute("data-src", playback.manifest_url);
  expect(player).toHaveAttribute("data-start", "65");
  expect(screen.getByRole("heading", { level: 1, name: "Night ride through the Alfama" })).toBeInTheDocument();
  expect(screen.getByText("#lisbon")).toBeInTheDocument();
  expect(await screen.findByRole("link", { name: "Another one" })).toBeInTheDocument();
  expect(screen.queryByRole("link", { name: /Edit in your videos/ })).not.toBeInTheDocument();
  expect(document.title).toBe("Night ride through the Alfama · Footlight");
});

test("a video in the making shows how far it is and turns into the player by itself", async () => {
  jest.useFakeTimers();
  let video: Video = aVideo({ state: "processing", percent: 40 });
  open(() => ({ body: video }));
  renderWithCache(<WatchView />);
  await act(() => jest.advanceTimersByTimeAsync(10));
  expect(screen.getByText("40 %")).toBeInTheDocument();
  video = aVideo({ state: "playable", percent: 80 });
  await act(() => jest.advanceTimersByTimeAsync(2_100));
  expect(screen.getByTestId("player")).toBeInTheDocument();
  jest.useRealTimers();
});

test("who came early gets the qualities that are finished later, in the same player", async () => {
  jest.useFakeTimers();
  const rendition = (height: number) => ({ name: `${height}p`, width: height * 2, height, bandwidth: 1 });
  let video: Video = aVideo({ state: "playable", percent: 20, renditions: [rendition(240)] });
  open(() => ({ body: video }));
  renderWithCache(<WatchView />);
  await act(() => jest.advanceTimersByTimeAsync(10));
  const player = screen.getByTestId("player");
  expect(player).toHaveAttribute("data-src", playback.manifest_url);
  video = aVideo({ renditions: [rendition(240), rendition(720)] });
  await act(() => jest.advanceTimersByTimeAsync(10_000));
  // The edge may still hold the old playlist.
  expect(player).toHaveAttribute("data-src", playback.manifest_url);
  await act(() => jest.advanceTimersByTimeAsync(6_000));
  expect(player).toHaveAttribute("data-src", `${playback.manifest_url}?r=ready2`);
  expect(player).toBeInTheDocument();
  jest.useRealTimers();
});

test("while more is being made the player knows how long it will be, and the page how far it is", async () => {
  open(() => ({ body: aVideo({ state: "playable", percent: 43, duration_seconds: 600 }) }));
  renderWithCache(<WatchView />);
  const player = await screen.findByTestId("player");
  expect(player).toHaveAttribute("data-growing", "true");
  expect(player).toHaveAttribute("data-duration", "600");
  expect(screen.getByText("More qualities are on the way (43 %).")).toBeInTheDocument();
});

test("a ready video has its storyboard for the seek bar, and nothing on the way", async () => {
  const storyboard = "/media/public/u1/v1/storyboard.vtt";
  open(() => ({ body: aVideo({ storyboard_url: storyboard }) }));
  renderWithCache(<WatchView />);
  const player = await screen.findByTestId("player");
  expect(player).toHaveAttribute("data-storyboard", storyboard);
  expect(player).toHaveAttribute("data-growing", "false");
  expect(screen.queryByText(/on the way/)).not.toBeInTheDocument();
});

test("the owner of a failed video reads why; a stranger does not", async () => {
  const failed = { state: "failed" as const, reason: "This file has no picture." };
  session.getState().setSession(aLogin());
  open(() => ({ body: aVideo({ ...failed, is_owner: true }) }));
  const { unmount } = renderWithCache(<WatchView />);
  expect(await screen.findByText("This file has no picture.")).toBeInTheDocument();
  expect(screen.getByRole("link", { name: /Edit in your videos/ })).toHaveAttribute("href", "/studio?v=v1");
  unmount();
  open(() => ({ body: aVideo(failed) }));
  renderWithCache(<WatchView />);
  await screen.findByText("This video could not be prepared");
  expect(screen.queryByText("This file has no picture.")).not.toBeInTheDocument();
});

test("an unknown or private video offers home and signing in, and tells nothing more", async () => {
  open(() => ({ status: 404, body: { code: "not_found" } }));
  renderWithCache(<WatchView />);
  expect(await screen.findByRole("heading", { name: "This video is not available" })).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "Sign in" })).toHaveAttribute("href", "/login?next=%2Fwatch%3Fv%3Dv1");
});

test("without a connection there is a way to try again", async () => {
  let down = true;
  open(() => (down ? "down" : { body: aVideo() }));
  renderWithCache(<WatchView />);
  const again = await screen.findByRole("button", { name: "Try again" });
  down = false;
  act(() => again.click());
  await waitFor(() => expect(screen.getByTestId("player")).toBeInTheDocument());
});

test("the poster of a private video waits for the cookies", async () => {
  session.getState().setSession(aLogin());
  open(() => ({ body: aVideo({ visibility: "private", is_owner: true, poster_url: "/media/private/u1/v1/poster.jpg" }) }));
  renderWithCache(<WatchView />);
  expect(await screen.findByTestId("player")).not.toHaveAttribute("data-poster", expect.stringContaining("private"));
});

test("the owner of a deleted video reads until when it can come back, and brings it back", async () => {
  session.getState().setSession(aLogin());
  let video = aVideo({ is_owner: true, deleted_at: "2026-11-20T12:00:00Z" });
  const calls = fakeApi({
    "GET /api/videos/v1": () => ({ body: video }),
    "GET /api/videos": () => ({ body: { items: [], cursor: null } }),
    "GET /api/playback/v1": () => ({ body: playback }),
    "POST /api/videos/v1/restore": () => ({ body: (video = aVideo({ is_owner: true })) }),
  });
  renderWithCache(<WatchView />);
  expect(await screen.findByText("You deleted this video.")).toBeInTheDocument();
  expect(screen.getByText(/removed for good on 27 Nov 2026/)).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Share" })).not.toBeInTheDocument();
  expect(screen.queryByRole("link", { name: /Edit in your videos/ })).not.toBeInTheDocument();
  act(() => screen.getByRole("button", { name: "Restore" }).click());
  expect(await screen.findByRole("link", { name: /Edit in your videos/ })).toBeInTheDocument();
  expect(screen.queryByText("You deleted this video.")).not.toBeInTheDocument();
  expect(calls.some((call) => call.path === "/api/videos/v1/restore")).toBe(true);
});
