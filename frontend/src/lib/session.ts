/** Who is signed in: the access token lives in memory only, the refresh token in a cookie that no script can read. */

import { create } from "zustand";
import { ApiProblem, networkProblem, problemFrom } from "./problem";
import type { LoginResult, Me } from "./types";
import { endpoints } from "./urls";

export type SessionStatus = "loading" | "anonymous" | "signed-in";

interface SessionState {
  status: SessionStatus;
  user: Me | null;
  accessToken: string | null;
  /** Milliseconds since the epoch. */
  expiresAt: number | null;
  /** Takes a finished login or refresh; a result that still asks for a second factor is ignored. */
  setSession: (result: LoginResult) => void;
  setUser: (user: Me) => void;
  /** Forgets the session in this tab and, through the hint, in the others. */
  clear: () => void;
}

// Tells a later visit that a refresh cookie may exist, so that anonymous visitors cause no 401 on each page. Not a secret.
export const SESSION_HINT = "footlight:session";

export function hasSessionHint(): boolean {
  try {
    return localStorage.getItem(SESSION_HINT) === "1";
  } catch {
    return false; // storage is blocked: the visitor signs in once per visit
  }
}

function writeHint(present: boolean): void {
  try {
    if (present) localStorage.setItem(SESSION_HINT, "1");
    else localStorage.removeItem(SESSION_HINT);
  } catch {
    return; // storage is blocked; see hasSessionHint
  }
}

// Counts sign-ins and sign-outs: a refresh that began before the last one must not undo it.
let turn = 0;

export const useSession = create<SessionState>()((set) => ({
  status: "loading",
  user: null,
  accessToken: null,
  expiresAt: null,
  setSession: (result) => {
    if (!result.access_token || !result.user) return;
    turn += 1;
    writeHint(true);
    set({
      status: "signed-in",
      user: result.user,
      accessToken: result.access_token,
      expiresAt: Date.now() + (result.expires_in ?? 3600) * 1000,
    });
  },
  setUser: (user) => set({ user }),
  clear: () => {
    turn += 1;
    writeHint(false);
    set({ status: "anonymous", user: null, accessToken: null, expiresAt: null });
  },
}));

/** The store for code that is not a component. */
export const session = useSession;

let refreshing: Promise<boolean> | null = null;

async function refreshNow(): Promise<boolean> {
  const asked = turn;
  let response: Response;
  try {
    response = await fetch(endpoints.auth.refresh, { method: "POST", credentials: "same-origin" });
  } catch {
    throw networkProblem();
  }
  if (response.status === 401) {
    if (asked === turn) session.getState().clear();
  } else if (!response.ok) {
    throw await problemFrom(response);
  } else {
    const result = (await response.json()) as LoginResult;
    if (asked === turn) session.getState().setSession(result);
  }
  return session.getState().status === "signed-in";
}

/**
 * Gets a new access token; calls at the same time share one request.
 * Resolves to whether someone is signed in; throws ApiProblem when the server could not be asked.
 */
export function refreshSession(): Promise<boolean> {
  refreshing ??= refreshNow().finally(() => {
    refreshing = null;
  });
  return refreshing;
}

// One lost answer must not send someone who is signed in to the login page.
const START_RETRIES_MS = [500, 1_500, 3_000];

const isLoading = () => session.getState().status === "loading";

async function refreshPatiently(): Promise<void> {
  for (const pause of [...START_RETRIES_MS, null]) {
    try {
      await refreshSession();
      return;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (pause === null || !error.retryable) return;
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (!isLoading()) return;
    }
  }
}

/** Settles the first question of each visit, "who is this?", without ever throwing. */
export async function startSession(): Promise<void> {
  if (!isLoading()) return;
  if (hasSessionHint()) await refreshPatiently();
  // No answer: show the site as to a stranger, keep the hint, and try again when the line is back.
  if (isLoading()) session.setState({ status: "anonymous" });
}

/** Resolves once it is known whether someone is signed in. */
export function sessionKnown(): Promise<void> {
  if (session.getState().status !== "loading") return Promise.resolve();
  return new Promise((resolve) => {
    const stop = session.subscribe((state) => {
      if (state.status === "loading") return;
      stop();
      resolve();
    });
  });
}
