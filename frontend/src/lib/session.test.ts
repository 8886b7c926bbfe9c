import { fakeApi } from "@/testing/fake-api";
import { aLogin } from "@/testing/samples";
import { hasSessionHint, refreshSession, session, startSession } from "./session";

beforeEach(() => {
  localStorage.clear();
  session.getState().clear();
  session.setState({ status: "loading" });
});

test("a first-time visitor is anonymous without a request", async () => {
  const calls = fakeApi({});
  await startSession();
  expect(session.getState().status).toBe("anonymous");
  expect(calls).toHaveLength(0);
});

test("someone who was signed in is signed in again", async () => {
  session.getState().setSession(aLogin("first"));
  session.setState({ status: "loading", accessToken: null });
  fakeApi({ "POST /api/auth/refresh": () => ({ body: aLogin("second") }) });
  await startSession();
  expect(session.getState()).toMatchObject({ status: "signed-in", accessToken: "second", user: { display_name: "Mara Lindqvist" } });
});

test("a refused refresh forgets the hint, a lost connection keeps it", async () => {
  session.getState().setSession(aLogin());
  session.setState({ status: "loading" });
  jest.useFakeTimers();
  const calls = fakeApi({ "POST /api/auth/refresh": () => "down" });
  const settled = startSession();
  await jest.advanceTimersByTimeAsync(4_000);
  expect(session.getState().status).toBe("loading");
  await jest.advanceTimersByTimeAsync(2_000);
  await settled;
  jest.useRealTimers();
  expect(calls).toHaveLength(4);
  expect(session.getState().status).toBe("anonymous");
  expect(hasSessionHint()).toBe(true);

  fakeApi({ "POST /api/auth/refresh": () => ({ status: 401 }) });
  expect(await refreshSession()).toBe(false);
  expect(hasSessionHint()).toBe(false);
});

test("a server that stumbles once on arrival makes nobody a stranger", async () => {
  session.getState().setSession(aLogin());
  session.setState({ status: "loading" });
  const answers = [{ status: 503 }, { body: aLogin("second") }];
  fakeApi({ "POST /api/auth/refresh": () => answers.shift()! });
  const seen: string[] = [];
  const stop = session.subscribe(({ status }) => seen.push(status));
  await startSession();
  stop();
  expect(seen).toEqual(["signed-in"]);
});

test("a refresh under way does not bring back a session that has been ended meanwhile", async () => {
  session.getState().setSession(aLogin());
  let answer: (given: { body: unknown }) => void = () => {};
  fakeApi({ "POST /api/auth/refresh": () => new Promise<{ body: unknown }>((resolve) => (answer = resolve)) });
  const refreshed = refreshSession();
  session.getState().clear();
  answer({ body: aLogin("late") });
  expect(await refreshed).toBe(false);
  expect(session.getState()).toMatchObject({ status: "anonymous", accessToken: null });
  expect(hasSessionHint()).toBe(false);
});

test("a refresh that is refused late does not end the session that began meanwhile", async () => {
  let answer: (given: { status: number }) => void = () => {};
  fakeApi({ "POST /api/auth/refresh": () => new Promise<{ status: number }>((resolve) => (answer = resolve)) });
  const refreshed = refreshSession();
  session.getState().setSession(aLogin("new"));
  answer({ status: 401 });
  expect(await refreshed).toBe(true);
  expect(session.getState().accessToken).toBe("new");
});

test("a login that still asks for the second factor signs nobody in", () => {
  session.getState().setSession({ challenge: "totp", session: "s", access_token: null, expires_in: null, user: null });
  expect(session.getState().accessToken).toBeNull();
  expect(hasSessionHint()).toBe(false);
});

test("the access token never reaches the browser's storage", () => {
  session.getState().setSession(aLogin("secret"));
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain("secret");
});
