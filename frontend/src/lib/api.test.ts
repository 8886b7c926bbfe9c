import { aLogin } from "@/testing/samples";
import { fakeApi } from "@/testing/fake-api";
import { apiFetch } from "./api";
import { ApiProblem } from "./problem";
import { session } from "./session";

async function problemOf(promise: Promise<unknown>): Promise<ApiProblem> {
  const thrown = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(ApiProblem);
  return thrown as ApiProblem;
}

beforeEach(() => {
  localStorage.clear();
  session.getState().clear();
});

test("sends JSON with the bearer token and gives back the parsed answer", async () => {
  session.getState().setSession(aLogin("abc"));
  const calls = fakeApi({ "PATCH /api/videos/v1": () => ({ body: { title: "New" } }) });
  expect(await apiFetch("/api/videos/v1", { method: "PATCH", body: { title: "New" } })).toEqual({ title: "New" });
  expect(calls[0]).toMatchObject({ body: { title: "New" }, headers: { Authorization: "Bearer abc", "Content-Type": "application/json" } });
});

test("a call of strangers carries no token", async () => {
  session.getState().setSession(aLogin("abc"));
  const calls = fakeApi({ "GET /api/videos": () => ({ body: { items: [], cursor: null } }) });
  await apiFetch("/api/videos", { auth: false });
  expect(calls[0]?.headers.Authorization).toBeUndefined();
});

test("204 is undefined", async () => {
  fakeApi({ "DELETE /api/videos/v1": () => ({ status: 204 }) });
  expect(await apiFetch("/api/videos/v1", { method: "DELETE" })).toBeUndefined();
});

test("several calls that get a 401 share one refresh, and each is sent again with the new token", async () => {
  session.getState().setSession(aLogin("old"));
  const calls = fakeApi({
    "GET /api/auth/me": ({ headers }) => (headers.Authorization === "Bearer new" ? { body: "ok" } : { status: 401 }),
    "POST /api/auth/refresh": () => ({ body: aLogin("new") }),
  });
  expect(await Promise.all([apiFetch("/api/auth/me"), apiFetch("/api/auth/me"), apiFetch("/api/auth/me")])).toEqual(["ok", "ok", "ok"]);
  expect(calls.filter((call) => call.path === "/api/auth/refresh")).toHaveLength(1);
});

test("when the refresh is refused, the session ends and the call fails with the first 401", async () => {
  session.getState().setSession(aLogin("old"));
  const calls = fakeApi({
    "GET /api/auth/me": () => ({ status: 401, body: { code: "token_expired", detail: "Sign in again." } }),
    "POST /api/auth/refresh": () => ({ status: 401 }),
  });
  expect(await problemOf(apiFetch("/api/auth/me"))).toMatchObject({ status: 401, code: "token_expired" });
  expect(session.getState().status).toBe("anonymous");
  expect(calls).toHaveLength(2);
});

test("a stranger's 401 asks for no refresh", async () => {
  const calls = fakeApi({ "GET /api/auth/me": () => ({ status: 401 }) });
  await problemOf(apiFetch("/api/auth/me"));
  expect(calls).toHaveLength(1);
});

test("a problem keeps its sentence, its fields and its extensions", async () => {
  fakeApi({
    "POST /api/uploads/u1/complete": () => ({
      status: 409,
      body: { code: "parts_missing", title: "Conflict", detail: "Two parts are missing.", missing_parts: [3, 7], errors: [{ field: "parts", message: "incomplete" }] },
    }),
  });
  const problem = await problemOf(apiFetch("/api/uploads/u1/complete", { method: "POST", body: {} }));
  expect(problem).toMatchObject({ code: "parts_missing", detail: "Two parts are missing.", retryable: false });
  expect(problem.extras.missing_parts).toEqual([3, 7]);
  expect(problem.fieldMessage("parts")).toBe("incomplete");
});

test("429 says how long to wait; an HTML error page still reads like a sentence", async () => {
  fakeApi({
    "GET /a": () => ({ status: 429, headers: { "Retry-After": "12" } }),
    "GET /b": () => ({ status: 502 }),
  });
  expect(await problemOf(apiFetch("/a"))).toMatchObject({ retryAfter: 12, retryable: true });
  expect((await problemOf(apiFetch("/b"))).detail).toMatch(/on our side/);
});

test("no answer at all is a problem with status 0", async () => {
  fakeApi({ "GET /api/videos": () => "down" });
  expect(await problemOf(apiFetch("/api/videos"))).toMatchObject({ status: 0, code: "network", retryable: true });
});

test("an authorised call waits until it is known who is there", async () => {
  session.setState({ status: "loading" });
  const calls = fakeApi({ "GET /api/videos/v1": () => ({ body: {} }) });
  const call = apiFetch("/api/videos/v1");
  await Promise.resolve();
  expect(calls).toHaveLength(0);
  session.getState().setSession(aLogin("abc"));
  await call;
  expect(calls[0]?.headers.Authorization).toBe("Bearer abc");
});
