import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { session } from "@/lib/session";
import { fakeApi, renderWithCache } from "@/testing/fake-api";
import { aLogin, aVideo } from "@/testing/samples";
import { VideoOutcome } from "./video-outcome";

beforeEach(() => session.getState().setSession(aLogin()));

test("what is being processed can be stopped from its card; the card says so then", async () => {
  let video = aVideo({ is_owner: true, state: "playable", percent: 43 });
  fakeApi({
    "GET /api/videos/v1": () => ({ body: video }),
    "POST /api/videos/v1/cancel": () => ({ body: (video = { ...video, state: "failed", reason: "You cancelled the processing." }) }),
  });
  renderWithCache(<VideoOutcome videoId="v1" />);
  expect(await screen.findByText(/More qualities are on the way \(43 %\)/)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Cancel processing" }));
  await userEvent.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Cancel processing" }));
  expect(await screen.findByText("You cancelled the processing.")).toBeVisible();
});

test("a video that got ready meanwhile refuses, and the dialog says why", async () => {
  fakeApi({
    "GET /api/videos/v1": () => ({ body: aVideo({ is_owner: true, state: "processing", percent: 99 }) }),
    "POST /api/videos/v1/cancel": () => ({ status: 409, body: { code: "not_cancellable", detail: "This video is not being processed." } }),
  });
  renderWithCache(<VideoOutcome videoId="v1" />);
  await userEvent.click(await screen.findByRole("button", { name: "Cancel processing" }));
  await userEvent.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Cancel processing" }));
  expect(await screen.findByText("This video is not being processed.")).toBeVisible();
});

test("nothing is left to be stopped of a ready video", async () => {
  fakeApi({ "GET /api/videos/v1": () => ({ body: aVideo({ is_owner: true }) }) });
  renderWithCache(<VideoOutcome videoId="v1" />);
  expect(await screen.findByText("Ready in every quality.")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Cancel processing" })).not.toBeInTheDocument();
});
