import { fitWithin, PictureProblem, problemOf, shrinkPicture } from "./shrink-picture";

const drawn: string[] = [];
const close = jest.fn();

function browserWith(picture: { width: number; height: number }, lengths: Record<number, number>) {
  globalThis.createImageBitmap = jest.fn(async () => ({ ...picture, close })) as unknown as typeof createImageBitmap;
  const context = { fillRect: jest.fn(), drawImage: jest.fn() };
  jest.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(context as never);
  jest.spyOn(HTMLCanvasElement.prototype, "toDataURL").mockImplementation(function (this: HTMLCanvasElement, type, quality) {
    drawn.push(`${this.width}x${this.height} ${type} ${quality}`);
    return `data:image/jpeg;base64,${"A".repeat(lengths[quality as number] ?? 10)}`;
  });
}

const file = (type = "image/png") => new File(["x"], "sea", { type });

beforeEach(() => {
  drawn.length = 0;
  close.mockClear();
});
afterEach(() => jest.restoreAllMocks());

test("the longer side counts, and small pictures stay as they are", () => {
  expect(fitWithin(4000, 3000, 1280)).toEqual({ width: 1280, height: 960 });
  expect(fitWithin(1080, 1920, 1280)).toEqual({ width: 720, height: 1280 });
  expect(fitWithin(320, 180, 1280)).toEqual({ width: 320, height: 180 });
  expect(fitWithin(5000, 1, 1280)).toEqual({ width: 1280, height: 1 });
});

test("a photo becomes a small JPEG in base64, without the data: prefix", async () => {
  browserWith({ width: 4000, height: 2250 }, { 0.88: 400_000 });
  expect(await shrinkPicture(file(), 1280)).toBe("A".repeat(400_000));
  expect(drawn).toEqual(["1280x720 image/jpeg 0.88"]);
  expect(close).toHaveBeenCalledTimes(1);
});

test("what is too large for the API is made again with less quality, and refused in the end", async () => {
  browserWith({ width: 1280, height: 720 }, { 0.88: 2_000_000, 0.8: 950_000, 0.68: 890_000 });
  expect(await shrinkPicture(file(), 1280)).toHaveLength(890_000);
  browserWith({ width: 1280, height: 720 }, { 0.88: 2e6, 0.8: 2e6, 0.68: 2e6, 0.5: 2e6 });
  await expect(shrinkPicture(file(), 1280)).rejects.toThrow("That picture is too large.");
});

test("what is no picture is told before it is opened, or when it cannot be", async () => {
  expect(problemOf({ type: "video/mp4", size: 1 })).toMatch(/Choose a JPEG, PNG or WebP file/);
  expect(problemOf({ type: "image/jpeg", size: 31 * 1024 * 1024 })).toMatch(/larger than 30 MB/);
  expect(problemOf({ type: "image/webp", size: 1 })).toBeNull();
  globalThis.createImageBitmap = jest.fn(async () => Promise.reject(new Error("InvalidStateError")));
  await expect(shrinkPicture(file(), 1280)).rejects.toThrow(PictureProblem);
});
