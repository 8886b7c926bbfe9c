/** @jest-environment node */
import { cutOff, FakeCloud } from "./engine/fake-cloud";
import { isUnderWay, uploadQueue } from "./upload-queue";

const file = (name: string) => new File(["0123456789abcdef"], name);

function setUp() {
  const cloud = new FakeCloud();
  const queue = uploadQueue(cloud.doors());
  const statuses = () => queue.getState().items.map((item) => item.snapshot.status);
  return { cloud, queue, statuses };
}

async function until(condition: () => boolean) {
  for (let turn = 0; turn < 500 && !condition(); turn += 1) await new Promise((done) => setImmediate(done));
  expect(condition()).toBe(true);
}

test("files go one after another", async () => {
  const { cloud, queue, statuses } = setUp();
  const seen: string[] = [];
  queue.subscribe(() => seen.push(statuses().join(" ")));
  queue.getState().add(file("a.mp4"));
  queue.getState().add(file("b.mp4"));
  await until(() => statuses().join() === "done,done");
  expect(seen).toContain("uploading queued");
  expect(seen).not.toContain("uploading uploading");
  expect(cloud.uploads.get("up-1")?.filename).toBe("a.mp4");
  expect(isUnderWay(queue.getState().items)).toBe(false);
});

test("a paused file lets the next one pass, and goes on when it is its turn again", async () => {
  const { cloud, queue, statuses } = setUp();
  cloud.putRule = (_number, { signal, url }) => (url.includes("up-1") ? cutOff(signal) : undefined);
  queue.getState().add(file("a.mp4"));
  queue.getState().add(file("b.mp4"));
  await until(() => statuses()[0] === "uploading");
  const first = queue.getState().items[0]!.key;
  queue.getState().pause(first);
  await until(() => statuses().join() === "paused,done");
  cloud.putRule = () => undefined;
  cloud.stored.clear();
  queue.getState().resume(first);
  await until(() => statuses()[0] === "done");
});

test("one that waits can step out of the line and back in", async () => {
  const { cloud, queue, statuses } = setUp();
  cloud.putRule = (_number, { signal }) => cutOff(signal);
  queue.getState().add(file("a.mp4"));
  queue.getState().add(file("b.mp4"));
  const second = queue.getState().items[1]!.key;
  queue.getState().pause(second);
  expect(statuses()[1]).toBe("paused");
  queue.getState().resume(second);
  expect(statuses()[1]).toBe("queued");
  queue.getState().stopAll();
  expect(queue.getState().items).toEqual([]);
});

test("a cancelled file leaves the list, is remembered as gone, and makes room", async () => {
  const { cloud, queue, statuses } = setUp();
  cloud.putRule = (_number, { signal, url }) => (url.includes("up-1") ? cutOff(signal) : undefined);
  queue.getState().add(file("a.mp4"));
  queue.getState().add(file("b.mp4"));
  await until(() => cloud.inFlight > 0);
  await queue.getState().cancel(queue.getState().items[0]!.key);
  expect(cloud.cancelled).toEqual(["up-1"]);
  expect(queue.getState().left).toEqual(["up-1"]);
  await until(() => statuses().join() === "done");
});

test("a cancel that the server did not hear keeps the file, paused", async () => {
  const { cloud, queue, statuses } = setUp();
  cloud.putRule = (_number, { signal }) => cutOff(signal);
  const doors = cloud.doors();
  doors.api.cancel = () => Promise.reject({ status: 503 });
  const deaf = uploadQueue(doors);
  deaf.getState().add(file("a.mp4"));
  await until(() => cloud.inFlight > 0);
  await expect(deaf.getState().cancel(deaf.getState().items[0]!.key)).rejects.toMatchObject({ status: 503 });
  expect(deaf.getState().items[0]?.snapshot.status).toBe("paused");
  expect(statuses()).toEqual([]);
  expect(queue.getState().items).toEqual([]);
});

test("the same file is not taken twice while it is under way, but again once it has arrived", async () => {
  const { cloud, queue, statuses } = setUp();
  cloud.putRule = (_number, { signal }) => cutOff(signal);
  const a = file("a.mp4");
  expect(queue.getState().add(a)).toBe(true);
  await until(() => statuses()[0] === "uploading");
  queue.getState().pause(queue.getState().items[0]!.key);
  await until(() => statuses()[0] === "paused");
  expect(queue.getState().add(a)).toBe(false);
  expect(queue.getState().addTo("up-1", a)).toBe(false);
  expect(queue.getState().add(file("b.mp4"))).toBe(true);
  cloud.putRule = () => undefined;
  queue.getState().resume(queue.getState().items[0]!.key);
  await until(() => statuses()[0] === "done");
  expect(queue.getState().add(a)).toBe(true);
});

test("signing out stops everything and says why; the same file, chosen again, takes the place of its failed card", async () => {
  const { cloud, queue, statuses } = setUp();
  cloud.putRule = (_number, { signal }) => cutOff(signal);
  const a = file("a.mp4");
  queue.getState().add(a);
  queue.getState().add(file("b.mp4"));
  await until(() => cloud.inFlight > 0);
  queue.getState().signedOut();
  await until(() => statuses().join() === "failed,failed");
  expect(queue.getState().items[0]?.snapshot.problem).toMatch(/signed out/);
  cloud.putRule = () => undefined;
  expect(queue.getState().add(a)).toBe(true);
  await until(() => statuses().join() === "failed,done");
  expect(queue.getState().items.map(({ filename }) => filename)).toEqual(["b.mp4", "a.mp4"]);
  expect([...cloud.uploads.keys()]).toEqual(["up-1"]);
});
