import { fingerprint, rememberedUploads } from "./remembered-uploads";

const file = { name: "a.mp4", size: 5, lastModified: 9 };
const memory = (now?: () => number) => rememberedUploads(() => localStorage, now);

beforeEach(() => localStorage.clear());

test("a file is found again after a reload, until it is forgotten", () => {
  memory().keep(fingerprint(file), "up-1");
  expect(memory().find(fingerprint(file))).toBe("up-1");
  expect(memory().fingerprintOf("up-1")).toBe("a.mp4:5:9");
  memory().forget("up-1");
  expect(memory().find(fingerprint(file))).toBeNull();
});

test("an edited file is another file", () => {
  memory().keep(fingerprint(file), "up-1");
  expect(memory().find(fingerprint({ ...file, lastModified: 10 }))).toBeNull();
});

test("old entries fade", () => {
  memory(() => 0).keep("old", "up-1");
  expect(memory(() => 15 * 24 * 3600 * 1000).find("old")).toBeNull();
});

test.each(["nonsense{", "null", "[1]", '{"a":null}'])("broken storage (%s) is an empty one", (text) => {
  localStorage.setItem("footlight.uploads", text);
  expect(memory().find("a")).toBeNull();
  memory().keep("b", "up-2");
  expect(memory().find("b")).toBe("up-2");
});

test("a browser that forbids storage does not stop anything", () => {
  const forbidden = rememberedUploads(() => {
    throw new DOMException("no", "SecurityError");
  });
  forbidden.keep("a", "up-1");
  expect(forbidden.find("a")).toBeNull();
});
