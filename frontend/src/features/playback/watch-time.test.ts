import { WatchTime } from "./watch-time";

test("thirty seconds that really went by are a view", () => {
  const time = new WatchTime();
  let counted = false;
  for (let at = 0; at <= 29.75; at += 0.25) counted = time.at(at);
  expect(counted).toBe(false);
  expect(time.at(30)).toBe(true);
});

test("jumping ahead, going back and standing still are not watching", () => {
  const time = new WatchTime();
  for (const at of [0, 0.25, 500, 500.25, 10, 10, 10]) time.at(at);
  expect(time.watched).toBeCloseTo(0.5);
});
