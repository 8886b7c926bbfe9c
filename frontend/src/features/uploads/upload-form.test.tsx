import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Toaster } from "@/components/ui/toast";
import { session } from "@/lib/session";
import { aLogin, aUser } from "@/testing/samples";
import { freshSnapshot, type TransferSnapshot } from "./engine/transfer-snapshot";
import { UploadForm } from "./upload-form";
import { UploadPill } from "./upload-pill";
import { useUploadQueue } from "./upload-queue";

let path = "/";
let unfinished: object[] = [];
jest.mock("next/navigation", () => ({ usePathname: () => path }));
jest.mock("@/lib/api", () => ({ apiFetch: jest.fn(async () => ({ items: unfinished })) }));

const lost = {
  ...{ upload_id: "up-9", video_id: "up-9", filename: "lost.mp4", size: 4, state: "uploading", part_count: 1 },
  ...{ created_at: "2026-11-22T10:00:00Z", expires_at: "2026-11-29T10:00:00Z", uploaded_parts: [] },
};
const add = jest.fn(() => true);
const addTo = jest.fn(() => true);
const cancel = jest.fn();

beforeEach(() => {
  jest.clearAllMocks();
  path = "/";
  unfinished = [];
  useUploadQueue.setState({ items: [], left: [], add, addTo, cancel });
  session.setState({ status: "loading", user: null });
});

function queued(change: Partial<TransferSnapshot>, filename = "film.mp4") {
  const snapshot = { ...freshSnapshot(200_000_000, "up-1"), ...change };
  useUploadQueue.setState({ items: [{ key: "k", filename, snapshot }] });
}

function show() {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <UploadForm
        renderMark={(id) => <i>mark of {id}</i>}
        renderOutcome={(id) => <p>outcome of {id}</p>}
        renderDetails={(id) => <p>details of {id}</p>}
      />
      <UploadPill />
    </QueryClientProvider>,
  );
}

test("good files are taken, bad ones are named with the reason", async () => {
  show();
  const files = [new File(["x"], "a.mp4", { type: "video/mp4" }), new File([], "b.mp4"), new File(["x"], "c.jpg")];
  await userEvent.setup({ applyAccept: false }).upload(screen.getByLabelText("Video files"), files);
  expect(add).toHaveBeenCalledTimes(1);
  expect(screen.getByText(/“b.mp4” is empty/)).toBeVisible();
  expect(screen.getByText(/“c.jpg” is not a video/)).toBeVisible();
});

test("a file that is here already is not taken again, and one is told", async () => {
  add.mockReturnValueOnce(false);
  show();
  render(<Toaster />);
  await userEvent.upload(screen.getByLabelText("Video files"), new File(["x"], "a.mp4", { type: "video/mp4" }));
  expect(await screen.findByText("“a.mp4” is already in your list of uploads.")).toBeVisible();
});

test("signing out stops the uploads; only another person's coming takes them away", () => {
  const signedOut = jest.fn();
  const stopAll = jest.fn();
  useUploadQueue.setState({ signedOut, stopAll });
  path = "/watch";
  queued({ status: "uploading" });
  show();
  const { setSession, clear } = session.getState();
  act(() => setSession(aLogin()));
  act(clear);
  expect(signedOut).toHaveBeenCalledTimes(1);
  expect(screen.queryByRole("link", { name: /film.mp4/ })).not.toBeInTheDocument();
  act(() => setSession(aLogin()));
  expect(stopAll).not.toHaveBeenCalled();
  act(clear);
  act(() => setSession(aLogin("t", { user: aUser({ user_id: "u2" }) })));
  expect(stopAll).toHaveBeenCalledTimes(1);
});

test("a running upload says how far, how fast and how long, and speaks in tenths", () => {
  queued({ status: "uploading", sentBytes: 86_000_000, speed: 2_000_000, secondsLeft: 57 });
  show();
  expect(screen.getByText("43 % · 2.0 MB/s · 60 seconds left")).toBeVisible();
  expect(screen.getByRole("progressbar", { name: "Upload of film.mp4" })).toHaveAttribute("aria-valuenow", "43");
  expect(screen.getByText("film.mp4: 40 percent uploaded")).toBeInTheDocument();
  expect(screen.getByText("details of up-1")).toBeVisible();
  expect(screen.queryByText("outcome of up-1")).not.toBeInTheDocument();
});

test("a failed one says why and can be tried again; a finished one shows what becomes of it", () => {
  queued({ status: "failed", problem: "The connection was lost." });
  show();
  expect(screen.getByRole("alert")).toHaveTextContent("The connection was lost.");
  expect(screen.getByRole("button", { name: "Try again" })).toBeVisible();
  act(() => queued({ status: "done" }));
  expect(screen.getByText("outcome of up-1")).toBeVisible();
  expect(screen.getByText("mark of up-1")).toBeVisible();
});

test("cancelling asks first", async () => {
  queued({ status: "paused", sentBytes: 1 });
  show();
  await userEvent.click(screen.getByRole("button", { name: "Cancel upload" }));
  expect(cancel).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "Cancel upload" }));
  expect(cancel).toHaveBeenCalledWith("k");
});

test("an upload from before a reload goes on with the same file only", async () => {
  unfinished = [lost];
  show();
  const input = await screen.findByLabelText("The file lost.mp4");
  await userEvent.upload(input, new File(["longer"], "lost.mp4"));
  expect(await screen.findByRole("alert")).toHaveTextContent("That is another file");
  expect(addTo).not.toHaveBeenCalled();
  const same = new File(["four"], "lost.mp4");
  await userEvent.upload(input, same);
  expect(addTo).toHaveBeenCalledWith("up-9", same);
});

test("the pill follows one to other pages, and warns before the tab closes", () => {
  path = "/watch";
  queued({ status: "uploading", sentBytes: 100_000_000 });
  show();
  expect(screen.getByRole("link", { name: /film.mp4.*50 %/ })).toHaveAttribute("href", "/upload");
  const leaving = new Event("beforeunload", { cancelable: true });
  window.dispatchEvent(leaving);
  expect(leaving.defaultPrevented).toBe(true);
});
