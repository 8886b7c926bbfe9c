/** @jest-environment node */
import { SpeedMeter } from "./speed-meter";

test("says nothing before there is something to say", () => {
  const meter = new SpeedMeter();
  expect(meter.bytesPerSecond()).toBeNull();
  meter.record(0, 0);
  meter.record(100, 500);
  expect(meter.bytesPerSecond()).toBeNull();
  expect(meter.secondsLeft(1000)).toBeNull();
});

test("averages over the last seconds only", () => {
  const meter = new SpeedMeter();
  for (let second = 0; second <= 20; second += 1) meter.record(second * 1000, second * 100);
  for (let second = 21; second <= 40; second += 1) meter.record(second * 1000, 2000 + (second - 20) * 300);
  expect(meter.bytesPerSecond()).toBeCloseTo(300);
  expect(meter.secondsLeft(11_000)).toBeCloseTo(10);
});

test("a part that fails starts the window anew instead of showing a negative speed", () => {
  const meter = new SpeedMeter();
  meter.record(0, 0);
  meter.record(1000, 1000);
  meter.record(1100, 400);
  expect(meter.bytesPerSecond()).toBeNull();
  meter.record(2100, 900);
  expect(meter.bytesPerSecond()).toBeCloseTo(500);
});

test("a standstill has no time left rather than infinity", () => {
  const meter = new SpeedMeter();
  meter.record(0, 10);
  meter.record(5000, 10);
  expect(meter.bytesPerSecond()).toBe(0);
  expect(meter.secondsLeft(100)).toBeNull();
});
