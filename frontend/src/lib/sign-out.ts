/** Ends the session here: revokes the refresh token, then forgets everything this tab knows. */

import { apiFetch } from "./api";
import { session } from "./session";
import { endpoints } from "./urls";

/** Throws ApiProblem when the server could not be told; then nothing is forgotten, for the cookie would bring it back. */
export async function signOut(): Promise<void> {
  await apiFetch(endpoints.auth.logout, { method: "POST" });
  session.getState().clear();
}
