import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { RichText } from "./rich-text";

test("addresses become safe links, without the full stop after them", () => {
  render(<RichText text="See https://example.org/a?b=1. Bye <b>!</b>" />);
  const link = screen.getByRole("link");
  expect(link).toHaveAttribute("href", "https://example.org/a?b=1");
  expect(link).toHaveAttribute("rel", expect.stringContaining("noopener"));
  expect(document.body).toHaveTextContent("Bye <b>!</b>");
});

test("only http(s) is a link", () => {
  render(<RichText text="javascript:alert(1) ftp://x.example data:text/html,x" />);
  expect(screen.queryByRole("link")).not.toBeInTheDocument();
});

test("a time of the video can be clicked; other numbers cannot", async () => {
  const onTime = jest.fn();
  render(<RichText text={"1:05 The ribs\nratio 16:9:4:3 and 1:02:03 the end"} onTime={onTime} />);
  await userEvent.click(screen.getByRole("button", { name: "1:05" }));
  await userEvent.click(screen.getByRole("button", { name: "1:02:03" }));
  expect(onTime.mock.calls).toEqual([[65], [3723]]);
  expect(screen.getAllByRole("button")).toHaveLength(2);
});

test("a time beyond the end of the video is no button", () => {
  render(<RichText text="0:12 the bell, 0:40 the end, 1:05 and 99:99:99 nothing" duration={40.2} />);
  expect(screen.getAllByRole("button").map((button) => button.textContent)).toEqual(["0:12", "0:40"]);
});
