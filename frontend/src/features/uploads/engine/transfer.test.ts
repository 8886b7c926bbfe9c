/** @jest-environment node */
import { cutOff, FakeCloud } from "./fake-cloud";
import { PutRefused, SENTENCES } from "./failures";
import { fingerprint } from "./remembered-uploads";
import { Transfer } from "./transfer";
import type { TransferSnapshot } from "./transfer-snapshot";

const FILE = new File(["0123456789".repeat(9) + "tail"], "holiday.mp4", { lastModified: 7 });
const PROMISE = { filename: "holiday.mp4", size: FILE.size, content_type: "video/mp4" };

function setUp(cloud: FakeCloud, uploadId: string | null = null) {
  const seen: TransferSnapshot[] = [];
  const transfer = new Transfer(FILE, PROMISE, cloud.doors(), (snapshot) => seen.push(snapshot), uploadId);
  return { transfer, seen, statuses: () => [...new Set(seen.map((each) => each.status))] };
}

async function until(condition: () => boolean) {
  for (let turn = 0; turn < 500 && !condition(); turn += 1) await new Promise((done) => setImmediate(done));
  expect(condition()).toBe(true);
}

async function storedText(cloud: FakeCloud) {
  const bodies = [...cloud.stored].sort(([a], [b]) => a - b).map(([, body]) => body);
  return new Blob(bodies).text();
}

test("a file arrives whole, its parts in order, and is forgotten afterwards", async () => {
  const cloud = new FakeCloud();
  const { transfer, statuses } = setUp(cloud);
  await transfer.start();
  expect(transfer.snapshot).toMatchObject({ status: "done", sentBytes: FILE.size, videoId: "up-1", problem: null });
  expect(await storedText(cloud)).toBe(await FILE.text());
  expect(cloud.completed).toEqual([[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]]);
  expect(statuses()).toEqual(["preparing", "uploading", "finishing", "done"]);
  expect(cloud.remembered.entries.size).toBe(0);
});

test("four parts travel at once, one part is read at a time, signatures come in batches", async () => {
  const cloud = new FakeCloud();
  await setUp(cloud).transfer.start();
  expect(cloud.mostInFlight).toBe(4);
  expect(cloud.mostHashing).toBe(1);
  expect(cloud.signedBatches).toEqual([
    [1, 2, 3, 4],
    [5, 6, 7, 8, 9, 10],
  ]);
});

test("parts that finish out of order are completed in order", async () => {
  const cloud = new FakeCloud();
  cloud.putRule = async (number) => {
    for (let turn = 0; turn < 12 - number; turn += 1) await new Promise((done) => setImmediate(done));
  };
  await setUp(cloud).transfer.start();
  expect(cloud.completed[0]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test("a part that fails with 503 is sent again alone, after a wait", async () => {
  const cloud = new FakeCloud();
  cloud.putRule = (number, _request, nth) => {
    if (number === 3 && nth < 3) throw new PutRefused(503);
  };
  const { transfer } = setUp(cloud);
  await transfer.start();
  expect(transfer.snapshot.status).toBe("done");
  expect(cloud.puts.filter((number) => number === 3)).toHaveLength(3);
  expect(cloud.puts).toHaveLength(12);
  expect(cloud.slept).toEqual([375, 750]);
});

test.each([403, 400])("a signature refused with %i is made anew for that part only", async (status) => {
  const cloud = new FakeCloud();
  cloud.putRule = (number, _request, nth) => {
    if (number === 2 && nth === 1) throw new PutRefused(status);
  };
  const { transfer } = setUp(cloud);
  await transfer.start();
  expect(transfer.snapshot.status).toBe("done");
  expect(cloud.signedBatches.filter((batch) => batch.length === 1)).toEqual([[2]]);
});

test("a part that is refused for ever ends in a sentence, and trying again goes on from there", async () => {
  const cloud = new FakeCloud();
  let broken = true;
  cloud.putRule = (number) => {
    if (number === 7 && broken) throw new PutRefused(500);
  };
  const { transfer } = setUp(cloud);
  await transfer.start();
  expect(transfer.snapshot).toMatchObject({ status: "failed", problem: SENTENCES.busy });
  broken = false;
  const before = cloud.puts.length;
  const missing = 10 - cloud.stored.size;
  await transfer.start();
  expect(transfer.snapshot.status).toBe("done");
  expect(cloud.puts.length - before).toBe(missing);
});

test("pause cuts the parts on their way; resume sends only what storage lacks", async () => {
  const cloud = new FakeCloud();
  let held = true;
  cloud.putRule = (number, { signal }) => (held && number > 4 ? cutOff(signal) : undefined);
  const { transfer } = setUp(cloud);
  void transfer.start();
  await until(() => cloud.stored.size === 4 && cloud.inFlight === 4);
  await transfer.pause();
  expect(transfer.snapshot).toMatchObject({ status: "paused", problem: null, speed: null });
  expect(cloud.inFlight).toBe(0);
  held = false;
  cloud.puts = [];
  await transfer.start();
  expect(transfer.snapshot).toMatchObject({ status: "done", resumed: true });
  expect(cloud.puts.sort((a, b) => a - b)).toEqual([5, 6, 7, 8, 9, 10]);
});

test("after a reload the same file goes on where it was", async () => {
  const cloud = new FakeCloud();
  cloud.putRule = (number, { signal }) => (number > 5 ? cutOff(signal) : undefined);
  const first = setUp(cloud).transfer;
  void first.start();
  await until(() => cloud.stored.size === 5);
  expect(cloud.remembered.find(fingerprint(FILE))).toBe("up-1");
  await first.pause();

  cloud.putRule = () => undefined;
  cloud.puts = [];
  const { transfer, seen } = setUp(cloud);
  await transfer.start();
  expect(transfer.snapshot).toMatchObject({ status: "done", uploadId: "up-1", resumed: true });
  expect(seen.find((each) => each.status === "uploading")?.sentBytes).toBe(50);
  expect(cloud.puts).toHaveLength(5);
  expect(cloud.uploads.size).toBe(1);
});

test("a part that storage has at the wrong length is sent again", async () => {
  const cloud = new FakeCloud();
  cloud.open("up-1", FILE.name, FILE.size);
  cloud.stored.set(1, new Blob(["0123456789"])).set(2, new Blob(["half"]));
  await setUp(cloud, "up-1").transfer.start();
  expect(cloud.puts).not.toContain(1);
  expect(cloud.puts).toContain(2);
});

test("a remembered upload that the server no longer knows makes room for a new one", async () => {
  const cloud = new FakeCloud();
  cloud.remembered.keep(fingerprint(FILE), "long-gone");
  const { transfer } = setUp(cloud);
  await transfer.start();
  expect(transfer.snapshot).toMatchObject({ status: "done", uploadId: "up-1", resumed: false });
});

test("an upload asked for by name that is gone is not replaced behind one's back", async () => {
  const cloud = new FakeCloud();
  const { transfer } = setUp(cloud, "long-gone");
  await transfer.start();
  expect(transfer.snapshot).toMatchObject({ status: "failed", problem: SENTENCES.gone });
  expect(cloud.uploads.size).toBe(0);
});

test("an upload that had arrived before the reload is simply done", async () => {
  const cloud = new FakeCloud();
  cloud.open("up-1", FILE.name, FILE.size).state = "uploaded";
  const { transfer } = setUp(cloud, "up-1");
  await transfer.start();
  expect(transfer.snapshot.status).toBe("done");
  expect(cloud.puts).toEqual([]);
});

test("409 parts_missing: those parts are sent again, then it completes", async () => {
  const cloud = new FakeCloud();
  cloud.completeRule = (nth) => {
    if (nth === 1) [3, 8].forEach((number) => cloud.stored.delete(number));
  };
  const { transfer } = setUp(cloud);
  await transfer.start();
  expect(transfer.snapshot.status).toBe("done");
  expect(cloud.puts.slice(10).sort((a, b) => a - b)).toEqual([3, 8]);
  expect(cloud.completed).toHaveLength(2);
});

test("parts that get lost for ever end in a sentence", async () => {
  const cloud = new FakeCloud();
  cloud.completeRule = () => void cloud.stored.delete(1);
  const { transfer } = setUp(cloud);
  await transfer.start();
  expect(transfer.snapshot).toMatchObject({ status: "failed", problem: SENTENCES.incomplete });
});

test("a complete call whose answer was lost is repeated", async () => {
  const cloud = new FakeCloud();
  cloud.completeRule = (nth) => {
    if (nth === 1) throw { status: 0 };
  };
  const { transfer } = setUp(cloud);
  await transfer.start();
  expect(transfer.snapshot.status).toBe("done");
});

test("a lost network is waited out without using up any try", async () => {
  const cloud = new FakeCloud();
  cloud.putRule = (number, _request, nth) => {
    if (number === 6 && nth === 1) {
      cloud.online = false;
      throw new PutRefused(0);
    }
  };
  const { transfer } = setUp(cloud);
  const ended = transfer.start();
  await until(() => transfer.snapshot.status === "waiting" && cloud.inFlight === 0);
  expect(transfer.snapshot).toMatchObject({ speed: null, secondsLeft: null });
  cloud.comeBack();
  await ended;
  expect(transfer.snapshot.status).toBe("done");
  expect(cloud.slept).toEqual([]);
});

test("pausing works while waiting for the network", async () => {
  const cloud = new FakeCloud();
  cloud.online = false;
  const { transfer } = setUp(cloud);
  void transfer.start();
  await until(() => transfer.snapshot.status === "waiting");
  await transfer.pause();
  expect(transfer.snapshot.status).toBe("paused");
});

test("cancel stops the parts and tells the server", async () => {
  const cloud = new FakeCloud();
  cloud.putRule = (_number, { signal }) => cutOff(signal);
  const { transfer } = setUp(cloud);
  void transfer.start();
  await until(() => cloud.inFlight === 4);
  await transfer.cancel();
  expect(transfer.snapshot.status).toBe("cancelled");
  expect(cloud.cancelled).toEqual(["up-1"]);
  expect(cloud.remembered.entries.size).toBe(0);
});

test("cancelled while it was being created, nothing is left on the server", async () => {
  const cloud = new FakeCloud();
  let answer: () => void = () => undefined;
  cloud.createRule = () => new Promise((resolve) => (answer = resolve));
  const { transfer } = setUp(cloud);
  void transfer.start();
  const cancelled = transfer.cancel();
  answer();
  await cancelled;
  expect(cloud.cancelled).toEqual(["up-1"]);
  expect(cloud.puts).toEqual([]);
});

test("a quota is told at once, in the server's words", async () => {
  const cloud = new FakeCloud();
  const detail = "You can upload 20 videos a day. Try again tomorrow.";
  cloud.createRule = () => {
    throw { status: 429, code: "quota_exceeded", detail };
  };
  const { transfer } = setUp(cloud);
  await transfer.start();
  expect(transfer.snapshot).toMatchObject({ status: "failed", problem: detail });
  expect(cloud.slept).toEqual([]);
});

test("a file that has vanished from the disk is named as the cause", async () => {
  const cloud = new FakeCloud();
  const doors = cloud.doors();
  doors.hash = () => Promise.reject(new DOMException("gone", "NotReadableError"));
  const transfer = new Transfer(FILE, PROMISE, doors, () => undefined);
  await transfer.start();
  expect(transfer.snapshot).toMatchObject({ status: "failed", problem: SENTENCES.unreadable });
});

test("progress never goes past the whole and is told at most a few times a second", async () => {
  const cloud = new FakeCloud();
  const { transfer, seen } = setUp(cloud);
  await transfer.start();
  expect(Math.max(...seen.map((each) => each.sentBytes))).toBe(FILE.size);
  expect(seen.length).toBeLessThan(20);
});
