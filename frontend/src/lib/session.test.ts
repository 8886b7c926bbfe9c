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
  fakeApi({ "POST /api/auth/refresh": () => "down" });
  await startSession();
  expect(session.getState().status).toBe("anonymous");
  expect(hasSessionHint()).toBe(true);

  fakeApi({ "POST /api/auth/refresh": () => ({ status: 401 }) });
  expect(await refreshSession()).toBe(false);
  expect(hasSessionHint()).toBe(false);
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
