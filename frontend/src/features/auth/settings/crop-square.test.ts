import { CENTRED, clampCrop, sourceSquare } from "./crop-square";

const wide = { width: 400, height: 200 };

test("at first the square is as large as it can be, in the middle", () => {
  expect(sourceSquare(CENTRED, wide)).toEqual({ left: 100, top: 0, side: 200 });
});

test("zooming in makes the square smaller around its centre", () => {
  expect(sourceSquare({ zoom: 2, x: 0.5, y: 0.5 }, wide)).toEqual({ left: 150, top: 50, side: 100 });
});

test("the square never leaves the picture", () => {
  expect(sourceSquare({ zoom: 1, x: 9, y: -9 }, wide)).toEqual({ left: 200, top: 0, side: 200 });
  expect(clampCrop({ zoom: 99, x: 0, y: 1 }, wide)).toEqual({ zoom: 4, x: 0.0625, y: 0.875 });
});
