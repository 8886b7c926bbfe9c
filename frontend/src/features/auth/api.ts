/** The calls of /api/auth. */
import { useQuery } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api";
import type { AuthConfig, LoginResult, Me, RecoveryCodes, TotpEnrolment } from "@/lib/types";
import { endpoints } from "@/lib/urls";

const paths = endpoints.auth;

/** Calls of strangers carry no token. */
function ask<T>(path: string, body: unknown): Promise<T> {
  return apiFetch<T>(path, { method: "POST", body, auth: false });
}

function tell<T = void>(path: string, body?: unknown): Promise<T> {
  return apiFetch<T>(path, { method: "POST", body });
}

export const authApi = {
  register: (body: { email: string; password: string; display_name: string }) => ask<{ email: string }>(paths.register, body),
  confirm: (body: { email: string; code: string }) => ask<void>(paths.confirm, body),
  resend: (email: string) => ask<void>(paths.resend, { email }),
  login: (body: { email: string; password: string }) => ask<LoginResult>(paths.login, body),
  loginTotp: (body: { email: string; session: string; code: string }) => ask<LoginResult>(paths.loginTotp, body),
  loginRecover: (body: { email: string; password: string; recovery_code: string }) =>
    ask<LoginResult>(paths.loginRecover, body),
  forgot: (email: string) => ask<void>(paths.passwordForgot, { email }),
  reset: (body: { email: string; code: string; password: string }) => ask<void>(paths.passwordReset, body),
  changePassword: (body: { current_password: string; new_password: string }) => tell(paths.passwordChange, body),
  rename: (display_name: string) => apiFetch<Me>(paths.me, { method: "PATCH", body: { display_name } }),
  setAvatar: (image: string) => apiFetch<Me>(paths.avatar, { method: "PUT", body: { image } }),
  removeAvatar: () => apiFetch<Me>(paths.avatar, { method: "DELETE" }),
  enrolTotp: () => tell<TotpEnrolment>(paths.totpEnrol),
  verifyTotp: (code: string) => tell<RecoveryCodes>(paths.totpVerify, { code }),
  disableTotp: (password: string) => tell(paths.totpDisable, { password }),
  logoutEverywhere: () => tell(paths.logoutEverywhere),
  deleteMe: (password: string) => tell(paths.deleteMe, { password }),
};

/** Where mailed codes can be read on a local cloud; null elsewhere, and while unknown. */
export function useMailHint(): string | null {
  const config = useQuery({
    queryKey: ["auth", "config"],
    queryFn: ({ signal }) => apiFetch<AuthConfig>(paths.config, { auth: false, signal }),
    staleTime: Infinity,
  });
  return config.data?.mail_hint ?? null;
}
