/** Ends the session here: revokes the refresh token, then forgets everything this tab knows. */

import { apiFetch } from "./api";
import { session } from "./session";
import { endpoints } from "./urls";

const PATIENCE_MS = 4_000;

/**
 * Takes back the cookies with which private media may be seen. Needs the token, so call it before that is forgotten.
 * Never throws and never waits long: they end by themselves within hours, and nobody may be kept from signing out.
 */
export async function forgetMedia(): Promise<void> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), PATIENCE_MS);
  try {
    await apiFetch(endpoints.playback.session, { method: "DELETE", signal: limit.signal });
  } catch {
    return;
  } finally {
    clearTimeout(timer);
  }
}

/** Throws ApiProblem when the server could not be told; then nothing is forgotten, for the cookie would bring it back. */
export async function signOut(): Promise<void> {
  await forgetMedia();
  await apiFetch(endpoints.auth.logout, { method: "POST" });
  session.getState().clear();
}
