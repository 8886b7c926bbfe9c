import { fireEvent, render, screen } from "@testing-library/react";
import { aVideo } from "@/testing/samples";
import { VideoCard } from "./video-card";

test("shows picture, length, title, creator, views and age, and leads to the watch page", () => {
  const { container } = render(<VideoCard video={aVideo()} />);
  expect(screen.getByRole("link", { name: "Night ride through the Alfama" })).toHaveAttribute("href", "/watch?v=v1");
  expect(screen.getByText("1:15")).toBeInTheDocument();
  expect(screen.getByText("Mara Lindqvist")).toBeInTheDocument();
  expect(container).toHaveTextContent("15.3K views · 2 days ago");
  expect(container.querySelector("img")).toHaveAttribute("src", "/media/public/u1/v1/poster.jpg");
});

test("a picture that cannot be had leaves the frame, not a broken image", () => {
  const { container } = render(<VideoCard video={aVideo()} />);
  fireEvent.error(container.querySelector("img")!);
  expect(container.querySelector("img")).toBeNull();
});

test("a video that is playable but not ready looks like any other", () => {
  const { container: ready } = render(<VideoCard video={aVideo()} />);
  const { container: playable } = render(<VideoCard video={aVideo({ state: "playable", percent: 60 })} />);
  expect(playable.textContent).toBe(ready.textContent);
});
