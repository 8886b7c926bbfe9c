/** The password between signing up and confirming: in memory only, so that a reload or another tab forgets it. */
import { create } from "zustand";

interface PendingSignUp {
  email: string | null;
  password: string | null;
  keep: (email: string, password: string) => void;
  forget: () => void;
}

export const usePendingSignUp = create<PendingSignUp>()((set) => ({
  email: null,
  password: null,
  keep: (email, password) => set({ email, password }),
  forget: () => set({ email: null, password: null }),
}));
