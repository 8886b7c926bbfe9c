import { runOnMedia, type Media } from "./run-command";

function media(changes: Partial<Media> = {}): Media {
  const self: Media = {
    paused: false,
    muted: false,
    volume: 0.5,
    currentTime: 30,
    duration: 60,
    playbackRate: 1,
    play: async () => void (self.paused = false),
    pause: () => void (self.paused = true),
    ...changes,
  };
  return self;
}

test("play and pause take turns", () => {
  const it = media();
  expect(runOnMedia({ kind: "toggle-play" }, it)).toEqual({ icon: "pause", text: "Pause" });
  expect(it.paused).toBe(true);
  runOnMedia({ kind: "toggle-play" }, it);
  expect(it.paused).toBe(false);
});

test("seeking stays within the video", () => {
  const it = media({ currentTime: 4 });
  runOnMedia({ kind: "seek-by", seconds: -10 }, it);
  expect(it.currentTime).toBe(0);
  runOnMedia({ kind: "seek-to", fraction: 0.9 }, it);
  expect(it.currentTime).toBe(54);
  runOnMedia({ kind: "seek-by", seconds: 10 }, it);
  expect(it.currentTime).toBe(60);
});

test("volume moves in steps, down to muted and up again", () => {
  const it = media({ volume: 0.05 });
  expect(runOnMedia({ kind: "volume-by", amount: -0.05 }, it)).toEqual({ icon: "muted", text: "0 %" });
  expect(it.muted).toBe(true);
  expect(runOnMedia({ kind: "volume-by", amount: 0.05 }, it)).toEqual({ icon: "volume", text: "5 %" });
  expect(it.muted).toBe(false);
});

test("speed goes through the menu's steps and stops at its ends", () => {
  const it = media({ playbackRate: 1.75 });
  expect(runOnMedia({ kind: "speed-by", steps: 1 }, it)?.text).toBe("2×");
  expect(runOnMedia({ kind: "speed-by", steps: 1 }, it)?.text).toBe("2×");
  expect(runOnMedia({ kind: "speed-by", steps: -1 }, it)?.text).toBe("1.75×");
});

test("single frames only while paused", () => {
  const it = media();
  runOnMedia({ kind: "frame-by", frames: 1 }, it);
  expect(it.currentTime).toBe(30);
  it.paused = true;
  runOnMedia({ kind: "frame-by", frames: 1 }, it);
  expect(it.currentTime).toBeCloseTo(30.033, 3);
});
