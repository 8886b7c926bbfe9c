import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Toaster } from "@/components/ui/toast";
import { apiFetch } from "@/lib/api";
import { useSession } from "@/lib/session";
import type { Video } from "@/lib/types";
import { aVideo } from "@/testing/samples";
import { MyVideosTabs } from "./my-videos-tabs";

jest.mock("next/navigation", () => ({ useRouter: () => ({ replace: jest.fn() }), useSearchParams: () => new URLSearchParams() }));
jest.mock("@/lib/api", () => ({ apiFetch: jest.fn() }));
const api = jest.mocked(apiFetch);

function video(id: string, change: Partial<Video> = {}): Video {
  return aVideo({ video_id: id, title: `Film ${id}`, tags: ["sea"], poster_url: null, is_owner: true, ...change });
}

let shelf: Video[] = [];
const user = { user_id: "u", email: "", display_name: "Ada", avatar_url: null, roles: [], totp_enabled: false, created_at: "" };

beforeEach(() => {
  api.mockReset();
  useSession.getState().setSession({ challenge: null, session: null, access_token: "t", expires_in: 60, user });
  api.mockImplementation(async (path, options) => {
    const id = /^\/api\/videos\/([^/?]+)/.exec(path)?.[1];
    const found = shelf.find((each) => each.video_id === id);
    if (id === "mine") return { items: shelf.filter((each) => Boolean(each.deleted_at) === path.includes("deleted=true")), cursor: null };
    if (options?.method === "PATCH" && found) return Object.assign(found, options.body);
    if (options?.method === "DELETE" && found) return void Object.assign(found, { deleted_at: new Date().toISOString() });
    if (path.endsWith("/cancel") && found) return Object.assign(found, { state: "failed", reason: "You cancelled the processing." });
    if (path.endsWith("/restore") && found) return Object.assign(found, { deleted_at: null });
    return found && { ...found };
  });
});

async function show() {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MyVideosTabs />
      <Toaster />
    </QueryClientProvider>,
  );
  await screen.findByRole("list", { name: "Your videos" });
}

test("each state is told honestly: percent, reason, who can watch", async () => {
  shelf = [
    video("a"),
    video("b", { state: "processing", percent: 42, visibility: "private" }),
    video("c", { state: "failed", reason: "It has no picture." }),
  ];
  await show();
  expect(screen.getByText("Processing 42 %")).toBeVisible();
  expect(screen.getByText("It has no picture.")).toBeVisible();
  expect(screen.getByText("Private")).toBeVisible();
  expect(screen.getByRole("link", { name: "Film a" })).toHaveAttribute("href", "/watch?v=a");
  expect(screen.queryByRole("link", { name: "Film c" })).not.toBeInTheDocument();
});

test("details are edited in a dialog: title, tags as chips, visibility", async () => {
  shelf = [video("a")];
  await show();
  await userEvent.click(screen.getByRole("button", { name: "Actions for Film a" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Edit details" }));
  const title = await screen.findByLabelText("Title");
  await userEvent.clear(title);
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Give the video a title.")).toBeVisible();
  await userEvent.type(title, "New name");
  await userEvent.type(screen.getByLabelText("Tags"), "#gulls,waves{Enter}");
  await userEvent.click(screen.getByLabelText(/Unlisted/));
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(api).toHaveBeenCalledWith("/api/videos/a", {
    method: "PATCH",
    body: { title: "New name", tags: ["sea", "gulls", "waves"], visibility: "unlisted" },
  });
  expect(await screen.findByRole("link", { name: "New name" })).toBeVisible();
});

test("an old form that mends a typo leaves alone what another tab has changed", async () => {
  shelf = [video("a")];
  await show();
  await userEvent.click(screen.getByRole("button", { name: "Actions for Film a" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Edit details" }));
  await userEvent.type(await screen.findByLabelText("Title"), "!");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(api).toHaveBeenCalledWith("/api/videos/a", { method: "PATCH", body: { title: "Film a!" } });
});

test("a deleted video can be taken back at once, or later from the bin", async () => {
  shelf = [video("a"), video("b")];
  await show();
  await userEvent.click(screen.getByRole("button", { name: "Actions for Film a" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Delete" }));
  await userEvent.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Delete" }));
  expect(await screen.findByRole("button", { name: "Undo" })).toBeVisible();
  expect(screen.queryByRole("link", { name: "Film a" })).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole("tab", { name: "Recently deleted" }));
  expect(await screen.findByText("7 days left")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Restore Film a" }));
  expect(await screen.findByText("Nothing deleted")).toBeVisible();
});

test("processing is cancelled only after a question; a ready video has nothing to cancel", async () => {
  shelf = [video("a", { state: "processing", percent: 42 }), video("b", { note: "Some qualities could not be made." })];
  await show();
  expect(screen.getByText("Some qualities could not be made.")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Actions for Film b" }));
  expect(await screen.findByRole("menuitem", { name: "Delete" })).toBeVisible();
  expect(screen.queryByRole("menuitem", { name: "Cancel processing" })).not.toBeInTheDocument();
  await userEvent.keyboard("{Escape}");
  await userEvent.click(screen.getByRole("button", { name: "Actions for Film a" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Cancel processing" }));
  expect(api).not.toHaveBeenCalledWith("/api/videos/a/cancel", expect.anything());
  await userEvent.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Cancel processing" }));
  expect(api).toHaveBeenCalledWith("/api/videos/a/cancel", { method: "POST" });
  expect(await screen.findByText("You cancelled the processing.")).toBeVisible();
});

test("nothing uploaded yet: an invitation", async () => {
  shelf = [];
  render(<QueryClientProvider client={new QueryClient()}><MyVideosTabs /></QueryClientProvider>);
  expect(await screen.findByRole("link", { name: "Upload your first video" })).toHaveAttribute("href", "/upload");
});
