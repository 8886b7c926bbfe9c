import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ApiProblem } from "@/lib/problem";
import { useSession } from "@/lib/session";
import { authApi } from "../api";
import { SettingsScreen } from "./settings-screen";

const router = { replace: jest.fn() };
jest.mock("next/navigation", () => ({ useRouter: () => router }));

const me = { user_id: "u", email: "ada@example.com", display_name: "Ada", avatar_url: null, roles: [], totp_enabled: false, created_at: "" };
const wrongPassword = new ApiProblem({ status: 400, code: "wrong_password", title: "", detail: "That is not your password." });

beforeEach(() => {
  jest.restoreAllMocks();
  useSession.getState().setSession({ challenge: null, session: null, access_token: "t", expires_in: 60, user: me });
});

async function show(tab: string) {
  render(<QueryClientProvider client={new QueryClient()}><SettingsScreen /></QueryClientProvider>);
  await userEvent.click(screen.getByRole("tab", { name: tab }));
}

test("a new name is saved and shown everywhere", async () => {
  jest.spyOn(authApi, "rename").mockResolvedValue({ ...me, display_name: "Ada L." });
  await show("Profile");
  expect(screen.getByRole("button", { name: "Save name" })).toBeDisabled();
  await userEvent.type(screen.getByLabelText("Name"), " L.{Enter}");
  expect(authApi.rename).toHaveBeenCalledWith("Ada L.");
  expect(useSession.getState().user?.display_name).toBe("Ada L.");
});

test("a wrong current password is said at that field", async () => {
  jest.spyOn(authApi, "changePassword").mockRejectedValue(wrongPassword);
  await show("Security");
  await userEvent.type(screen.getByLabelText("Current password"), "nope");
  await userEvent.type(screen.getByLabelText("New password"), "long enough now{Enter}");
  expect(await screen.findByText("That is not your password.")).toBeVisible();
  expect(screen.getByLabelText("Current password")).toHaveFocus();
});

test("two-step sign-in: scan, verify, keep the codes; the dialog stays until they are kept", async () => {
  jest.spyOn(authApi, "enrolTotp").mockResolvedValue({ secret: "ABCDEFGH", otpauth_uri: "otpauth://totp/x?secret=ABCDEFGH" });
  jest.spyOn(authApi, "verifyTotp").mockResolvedValue({ recovery_codes: ["aaaa-bbbb", "cccc-dddd"] });
  await show("Security");
  await userEvent.click(screen.getByRole("button", { name: "Set up" }));
  expect(await screen.findByText("ABCD EFGH")).toBeVisible();
  await userEvent.type(screen.getByLabelText("Code from the app"), "123456{Enter}");
  expect(await screen.findByText("aaaa-bbbb")).toBeVisible();
  await userEvent.keyboard("{Escape}");
  expect(screen.getByText("cccc-dddd")).toBeVisible();
  await userEvent.click(screen.getByRole("checkbox"));
  await userEvent.click(screen.getByRole("button", { name: "Done" }));
  expect(screen.queryByText("aaaa-bbbb")).not.toBeInTheDocument();
  expect(screen.getByText("On")).toBeVisible();
});

test("two-step sign-in is turned off by the password", async () => {
  useSession.getState().setUser({ ...me, totp_enabled: true });
  const disable = jest.spyOn(authApi, "disableTotp").mockRejectedValueOnce(wrongPassword).mockResolvedValue();
  await show("Security");
  await userEvent.click(screen.getByRole("button", { name: "Turn off" }));
  await userEvent.type(screen.getByLabelText("Password"), "nope{Enter}");
  expect(await screen.findByText("That is not your password.")).toBeVisible();
  await userEvent.type(screen.getByLabelText("Password"), " but{Enter}");
  expect(disable).toHaveBeenLastCalledWith("nope but");
  expect(await screen.findByText("Off")).toBeVisible();
});

test("signing out everywhere ends this session too", async () => {
  jest.spyOn(authApi, "logoutEverywhere").mockResolvedValue();
  await show("Security");
  await userEvent.click(screen.getByRole("button", { name: "Sign out everywhere" }));
  await userEvent.click(screen.getByRole("button", { name: "Sign out everywhere" }));
  expect(useSession.getState().status).toBe("anonymous");
});

test("an account is deleted only by the word and the password", async () => {
  const remove = jest.spyOn(authApi, "deleteMe").mockResolvedValue();
  await show("Account");
  await userEvent.click(screen.getByRole("button", { name: "Delete my account" }));
  await userEvent.type(screen.getByLabelText("Password"), "my password");
  expect(screen.getByRole("button", { name: "Delete for good" })).toBeDisabled();
  await userEvent.type(screen.getByLabelText(/to confirm/), "delete");
  await userEvent.click(screen.getByRole("button", { name: "Delete for good" }));
  expect(remove).toHaveBeenCalledWith("my password");
  expect(router.replace).toHaveBeenCalledWith("/");
  expect(useSession.getState().user).toBeNull();
});
