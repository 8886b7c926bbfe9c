import { endpoints, pages, safeNext } from "./urls";

test("a watch link carries the whole second to start at, if there is one", () => {
  expect(pages.watch("a b")).toBe("/watch?v=a+b");
  expect(pages.watch("v1", 61.7)).toBe("/watch?v=v1&t=61");
  expect(pages.watch("v1", 0)).toBe("/watch?v=v1");
});

test("ids cannot leave their place in a path", () => expect(endpoints.videos.one("../x")).toBe("/api/videos/..%2Fx"));

test.each([
  ["/studio?v=1", "/studio?v=1"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["https://evil.example", "/"],
  ["javascript:alert(1)", "/"],
  [null, "/"],
])("after signing in, %p leads to %p", (next, to) => expect(safeNext(next)).toBe(to));
