import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { fakeApi, renderWithCache } from "@/testing/fake-api";
import { aVideo } from "@/testing/samples";
import { VideoGrid } from "./video-grid";

const first = { items: [aVideo({ video_id: "a", title: "A" }), aVideo({ video_id: "b", title: "B" })], cursor: "next" };
const second = { items: [aVideo({ video_id: "b", title: "B" }), aVideo({ video_id: "c", title: "C" })], cursor: null };

test("place-holders, then cards; the button brings the next page, and no video twice", async () => {
  const calls = fakeApi({ "GET /api/videos": ({ path }) => ({ body: path.includes("cursor=next") ? second : first }) });
  renderWithCache(<VideoGrid />);
  expect(screen.getByRole("status", { name: "Loading videos" })).toBeInTheDocument();
  await userEvent.click(await screen.findByRole("button", { name: "Show more" }));
  await screen.findByRole("link", { name: "C" });
  expect(screen.getAllByRole("link").map((link) => link.textContent)).toEqual(["A", "B", "C"]);
  expect(screen.queryByRole("button", { name: "Show more" })).not.toBeInTheDocument();
  expect(calls.map((call) => call.path)).toEqual(["/api/videos", "/api/videos?cursor=next"]);
});

test("coming near the end of the list loads the next page by itself", async () => {
  let arrive = () => {};
  const Original = globalThis.IntersectionObserver;
  globalThis.IntersectionObserver = class extends Original {
    constructor(callback: IntersectionObserverCallback) {
      super(callback);
      arrive = () => callback([{ isIntersecting: true } as IntersectionObserverEntry], this);
    }
  };
  fakeApi({ "GET /api/videos": ({ path }) => ({ body: path.includes("cursor=next") ? second : first }) });
  renderWithCache(<VideoGrid />);
  await screen.findByRole("link", { name: "A" });
  act(() => arrive());
  await screen.findByRole("link", { name: "C" });
  globalThis.IntersectionObserver = Original;
});

test("no videos yet: an invitation to upload", async () => {
  fakeApi({ "GET /api/videos": () => ({ body: { items: [], cursor: null } }) });
  renderWithCache(<VideoGrid />);
  expect(await screen.findByRole("link", { name: /Upload the first video/ })).toHaveAttribute("href", "/upload");
});

test("a failure says why and can be tried again", async () => {
  let down = true;
  fakeApi({ "GET /api/videos": () => (down ? "down" : { body: first }) });
  renderWithCache(<VideoGrid />);
  await screen.findByText(/could not reach Footlight/);
  down = false;
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(screen.getByRole("link", { name: "A" })).toBeInTheDocument());
});
