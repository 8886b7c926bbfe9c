/** The one fetch of the site: adds the bearer token, renews it once on a 401, and throws ApiProblem for every failure. */

import { networkProblem, problemFrom } from "./problem";
import { refreshSession, session, sessionKnown } from "./session";

export interface ApiOptions {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Sent as JSON. */
  body?: unknown;
  /**
   * true (default): waits until the session is known and sends the token when there is one.
   * false: a call of strangers (log in, public lists); goes out at once, without a token.
   */
  auth?: boolean;
  signal?: AbortSignal;
  /** Lets a beacon outlive the page. */
  keepalive?: boolean;
}

async function send(path: string, options: ApiOptions): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json" };
  const token = session.getState().accessToken;
  if (options.body !== undefined) headers["Content-Type"] = "application/json";
  if (options.auth !== false && token) headers.Authorization = `Bearer ${token}`;
  try {
    return await fetch(path, {
      method: options.method ?? "GET",
      headers,
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      credentials: "same-origin",
      signal: options.signal,
      keepalive: options.keepalive,
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw networkProblem();
  }
}

async function read<T>(response: Response): Promise<T> {
  const text = await response.text();
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

/**
 * Calls the API. `path` comes from `endpoints` in urls.ts. Resolves to the parsed body (undefined for 204).
 * Throws ApiProblem: status 0 when no answer came, else the server's problem+json.
 */
export async function apiFetch<T = void>(path: string, options: ApiOptions = {}): Promise<T> {
  const authed = options.auth !== false;
  if (authed) await sessionKnown();
  const sentToken = session.getState().accessToken;
  let response = await send(path, options);
  if (response.status === 401 && authed && sentToken) {
    // Someone else may have renewed the token while this call was under way.
    const renewed = session.getState().accessToken !== sentToken || (await refreshSession());
    if (renewed) response = await send(path, options);
  }
  if (!response.ok) throw await problemFrom(response);
  return read<T>(response);
}
