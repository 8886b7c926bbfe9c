import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { session } from "@/lib/session";
import { shrinkPicture } from "@/lib/shrink-picture";
import type { Video } from "@/lib/types";
import { fakeApi, renderWithCache, type Call, type Route } from "@/testing/fake-api";
import { aLogin, aVideo } from "@/testing/samples";
import { VideoDetailsLoader } from "./video-details-loader";

// Drawing needs a browser; lib/shrink-picture.test.ts has the rest.
jest.mock("@/lib/shrink-picture", () => ({ ...jest.requireActual("@/lib/shrink-picture"), shrinkPicture: jest.fn(async () => "aGVsbG8=") }));

const frames = ["poster-1.jpg", "poster-2.jpg", "poster-3.jpg"].map((name) => ({ name, url: `/media/public/u1/v1/${name}` }));
const frame = (number: number) => screen.findByRole("radio", { name: `Frame ${number}` });

let video: Video;
beforeEach(() => {
  session.getState().setSession(aLogin());
  video = aVideo({ is_owner: true, posters: frames, poster: "poster-1.jpg" });
});

function show(set: Route = (call) => ({ body: chosen(call) })): Call[] {
  const calls = fakeApi({
    "GET /api/videos/v1": () => ({ body: video }),
    "POST /api/videos/v1/poster": set,
    "POST /api/playback/session": () => ({ status: 204 }),
  });
  renderWithCache(<VideoDetailsLoader videoId="v1" />);
  return calls;
}

/** What the API does. */
function chosen({ body }: Call): Video {
  const { candidate } = body as { candidate?: string };
  const name = candidate ?? "poster-custom-9.jpg";
  return (video = { ...video, poster: name, poster_url: `/media/public/u1/v1/${name}` });
}

const sent = (calls: Call[]) => calls.filter(({ path }) => path === "/api/videos/v1/poster").map(({ body }) => body);

test("one of three frames is the poster; another is chosen, and the first again", async () => {
  const calls = show();
  expect(await frame(1)).toBeChecked();
  await userEvent.click(await frame(3));
  expect(await screen.findByText(/^Saved/)).toBeVisible();
  expect(await frame(3)).toBeChecked();
  await userEvent.click(await frame(1));
  await waitFor(() => expect(sent(calls)).toEqual([{ candidate: "poster-3.jpg" }, { candidate: "poster-1.jpg" }]));
  expect(await frame(1)).toBeChecked();
});

test("a picture of one's own is made small, sent, and stands among the frames", async () => {
  const calls = show();
  await frame(1);
  const file = new File(["x"], "sea.png", { type: "image/png" });
  await userEvent.upload(screen.getByLabelText("Poster picture"), file);
  expect(await screen.findByRole("radio", { name: "Your own picture" })).toBeChecked();
  expect(shrinkPicture).toHaveBeenCalledWith(file, 1280);
  expect(sent(calls)).toEqual([{ image: "aGVsbG8=" }]);
  await userEvent.click(await frame(2));
  await waitFor(() => expect(screen.queryByRole("radio", { name: "Your own picture" })).not.toBeInTheDocument());
});

test("whoever is quick with the arrow keys saves where they end, not every step", async () => {
  let answer = () => {};
  const calls = show(async (call) => {
    await new Promise<void>((done) => (answer = done));
    return { body: chosen(call) };
  });
  await userEvent.click(await frame(2));
  await userEvent.keyboard("{ArrowRight}{ArrowLeft}{ArrowRight}");
  expect(await frame(3)).toBeChecked();
  answer();
  await waitFor(() => expect(sent(calls)).toHaveLength(2));
  answer();
  expect(await screen.findByText(/^Saved/)).toBeVisible();
  expect(sent(calls)).toEqual([{ candidate: "poster-2.jpg" }, { candidate: "poster-3.jpg" }]);
});

test("what cannot be saved is told, and the old poster stays", async () => {
  show(() => ({ status: 409, body: { code: "files_moving", detail: "This video's files are being moved." } }));
  await userEvent.click(await frame(2));
  expect(await screen.findByRole("alert")).toHaveTextContent("This video's files are being moved.");
  expect(await frame(1)).toBeChecked();
});

test("before there are frames one is told to wait; a video without any offers none", async () => {
  video = aVideo({ is_owner: true, state: "processing", percent: 3 });
  show();
  expect(await screen.findByText(/appear here while the video is processed/)).toBeVisible();
  expect(screen.queryByRole("button", { name: "Upload your own" })).not.toBeInTheDocument();
});

test("the owner reads what processing costs, first as an estimate, and what is missing", async () => {
  video = aVideo({ is_owner: true, state: "processing", cost_estimate: 0.0123 });
  show();
  expect(await screen.findByText("Estimated cost $0.012")).toBeVisible();
});

test("afterwards it is what it really was", async () => {
  video = aVideo({ is_owner: true, cost_estimate: 0.0123, cost_actual: 0.0111, note: "Some qualities could not be made." });
  show();
  expect(await screen.findByText("Cost $0.011")).toBeVisible();
  expect(screen.getByText("Some qualities could not be made.")).toBeVisible();
});

test("a price that nobody knows is not shown", async () => {
  show();
  await frame(1);
  expect(screen.queryByText(/cost/i)).not.toBeInTheDocument();
});
