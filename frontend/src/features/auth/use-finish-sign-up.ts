"use client";

import { useSession } from "@/lib/session";
import { authApi } from "./api";
import { usePendingSignUp } from "./pending-sign-up";

/** Logs in with the password that signing up left in memory. Answers false when there is none, or it did not work. */
export function useFinishSignUp(): (email: string) => Promise<boolean> {
  const setSession = useSession((state) => state.setSession);
  return async (email) => {
    const pending = usePendingSignUp.getState();
    pending.forget();
    if (pending.email !== email || !pending.password) return false;
    try {
      const result = await authApi.login({ email, password: pending.password });
      setSession(result);
      return result.access_token !== null;
    } catch {
      return false; // the person is confirmed all the same: the login page is the way on
    }
  };
}
