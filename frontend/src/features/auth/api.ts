/** The calls of /api/auth. */
import { useQuery } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api";
import type { AuthConfig, LoginResult, MailedTo, Me, RecoveryCodes, RequestBody, TotpEnrolment } from "@/lib/types";
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
  register: (body: RequestBody<"Register">) => ask<MailedTo>(paths.register, body),
  confirm: (body: RequestBody<"Confirm">) => ask<void>(paths.confirm, body),
  resend: (email: string) => ask<MailedTo>(paths.resend, { email } satisfies RequestBody<"Address">),
  login: (body: RequestBody<"Login">) => ask<LoginResult>(paths.login, body),
  loginTotp: (body: RequestBody<"LoginTotp">) => ask<LoginResult>(paths.loginTotp, body),
  loginRecover: (body: RequestBody<"LoginRecover">) => ask<LoginResult>(paths.loginRecover, body),
  forgot: (email: string) => ask<MailedTo>(paths.passwordForgot, { email } satisfies RequestBody<"Address">),
  reset: (body: RequestBody<"ResetPassword">) => ask<void>(paths.passwordReset, body),
  changePassword: (body: RequestBody<"ChangePassword">) => tell(paths.passwordChange, body),
  rename: (display_name: string) =>
    apiFetch<Me>(paths.me, { method: "PATCH", body: { display_name } satisfies RequestBody<"Rename"> }),
  setAvatar: (image: string) => apiFetch<Me>(paths.avatar, { method: "PUT", body: { image } satisfies RequestBody<"Avatar"> }),
  removeAvatar: () => apiFetch<Me>(paths.avatar, { method: "DELETE" }),
  enrolTotp: () => tell<TotpEnrolment>(paths.totpEnrol),
  verifyTotp: (code: string) => tell<RecoveryCodes>(paths.totpVerify, { code } satisfies RequestBody<"TotpCode">),
  disableTotp: (password: string) => tell(paths.totpDisable, { password } satisfies RequestBody<"PasswordOnly">),
  logoutEverywhere: () => tell(paths.logoutEverywhere),
  deleteMe: (password: string) => tell(paths.deleteMe, { password } satisfies RequestBody<"PasswordOnly">),
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
