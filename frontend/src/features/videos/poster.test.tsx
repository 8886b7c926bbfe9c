import { act, fireEvent, render } from "@testing-library/react";
import { Poster } from "./poster";

const PRIVATE = "/media/private/u1/v1/poster.jpg";
const PUBLIC = "/media/public/u1/v1/poster.jpg";

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function show(src: string) {
  const onFailed = jest.fn();
  const { container, rerender } = render(<Poster src={src} duration={null} onFailed={onFailed} />);
  return {
    onFailed,
    image: () => container.querySelector("img"),
    move: (to: string) => rerender(<Poster src={to} duration={null} onFailed={onFailed} />),
    wait: (ms: number) => act(() => jest.advanceTimersByTime(ms)),
  };
}

test("a poster that is being moved is asked for again, by its new address once that is known", () => {
  const { image, move, wait, onFailed } = show(PRIVATE);
  fireEvent.error(image()!);
  expect(image()).toBeNull();
  wait(1_000);
  expect(onFailed).toHaveBeenCalledTimes(1);
  expect(image()).toHaveAttribute("src", `${PRIVATE}?again=1`);
  move(PUBLIC);
  expect(image()).toHaveAttribute("src", PUBLIC);
});

test("after three failures the empty frame stays", () => {
  const { image, wait, onFailed } = show(PUBLIC);
  fireEvent.error(image()!);
  wait(1_000);
  fireEvent.error(image()!);
  wait(3_000);
  fireEvent.error(image()!);
  wait(60_000);
  expect(image()).toBeNull();
  expect(onFailed).toHaveBeenCalledTimes(2);
});
