import { fakeApi, type Answer } from "@/testing/fake-api";
import { aLogin } from "@/testing/samples";
import { session } from "./session";
import { signOut } from "./sign-out";

function open(media: () => Answer | "down") {
  return fakeApi({ "DELETE /api/playback/session": media, "POST /api/auth/logout": () => ({ status: 204 }) });
}

beforeEach(() => session.getState().setSession(aLogin()));

test("signing out takes the media cookies back first, while there is a token", async () => {
  const calls = open(() => ({ status: 204 }));
  await signOut();
  expect(calls.map((call) => `${call.method} ${call.path}`)).toEqual(["DELETE /api/playback/session", "POST /api/auth/logout"]);
  expect(calls[0]?.headers.Authorization).toBe("Bearer token-1");
  expect(session.getState().status).toBe("anonymous");
});

test.each<Answer | "down">(["down", { status: 500, body: {} }])("a failure there keeps nobody from signing out", async (answer) => {
  open(() => answer);
  await signOut();
  expect(session.getState().status).toBe("anonymous");
});
