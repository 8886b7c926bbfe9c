import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactElement } from "react";
import { ApiProblem } from "@/lib/problem";
import { useSession } from "@/lib/session";
import { authApi } from "./api";
import { ConfirmForm } from "./confirm-form";
import { usePendingSignUp } from "./pending-sign-up";
import { ResetForm } from "./reset-form";
import { SignUpForm } from "./signup-form";

const router = { push: jest.fn(), replace: jest.fn() };
let query = "";
jest.mock("next/navigation", () => ({
  useRouter: () => router,
  useSearchParams: () => new URLSearchParams(query),
}));
jest.mock("@/lib/api", () => ({ apiFetch: jest.fn(async () => ({ mail_hint: "Read it at http://localhost:8080/mail." })) }));

const wrongCode = new ApiProblem({ status: 400, code: "wrong_code", title: "", detail: "That code is wrong." });

function show(page: ReactElement) {
  render(<QueryClientProvider client={new QueryClient()}>{page}</QueryClientProvider>);
}

beforeEach(() => {
  jest.restoreAllMocks();
  router.push.mockReset();
  router.replace.mockReset();
  query = "";
  useSession.getState().clear();
  usePendingSignUp.getState().forget();
});

async function signUp(password: string) {
  await userEvent.type(screen.getByLabelText("Name"), "Ada");
  await userEvent.type(screen.getByLabelText("Email"), "ada@example.com");
  await userEvent.type(screen.getByLabelText("Password"), `${password}{Enter}`);
}

test("signing up goes on to the code, and keeps the password out of every storage", async () => {
  query = "next=/upload";
  const register = jest.spyOn(authApi, "register").mockResolvedValue({ email: "ada@example.com" });
  show(<SignUpForm />);
  await signUp("correct horse");
  expect(register).toHaveBeenCalledWith({ display_name: "Ada", email: "ada@example.com", password: "correct horse" });
  expect(router.push).toHaveBeenCalledWith("/confirm?email=ada%40example.com&next=%2Fupload");
  expect(JSON.stringify([localStorage, sessionStorage])).not.toContain("correct horse");
});

test("a short password is refused before it is sent", async () => {
  const register = jest.spyOn(authApi, "register");
  show(<SignUpForm />);
  await signUp("short");
  expect(await screen.findByText(/at least 10 characters\. A few words/)).toBeVisible();
  expect(screen.getByLabelText("Password")).toHaveFocus();
  expect(register).not.toHaveBeenCalled();
});

test("what the server says about a field stands at that field", async () => {
  const errors = [{ field: "email", message: "This address cannot get mail." }];
  jest.spyOn(authApi, "register").mockRejectedValue(new ApiProblem({ status: 422, code: "invalid", title: "", detail: "No.", errors }));
  show(<SignUpForm />);
  await signUp("correct horse");
  expect(await screen.findByText("This address cannot get mail.")).toBeVisible();
  expect(screen.getByLabelText("Email")).toHaveFocus();
});

test("the right code signs in at once while the password is still in memory", async () => {
  query = "email=ada@example.com&next=/upload";
  usePendingSignUp.getState().keep("ada@example.com", "correct horse");
  jest.spyOn(authApi, "confirm").mockResolvedValue();
  const user = { user_id: "u", email: "", display_name: "", avatar_url: null, roles: [], totp_enabled: false, created_at: "" };
  const login = jest
    .spyOn(authApi, "login")
    .mockResolvedValue({ challenge: null, session: null, access_token: "t", expires_in: 60, user });
  show(<ConfirmForm />);
  await userEvent.type(screen.getByLabelText("Code"), "123456{Enter}");
  expect(login).toHaveBeenCalledWith({ email: "ada@example.com", password: "correct horse" });
  expect(router.replace).toHaveBeenCalledWith("/upload");
  expect(usePendingSignUp.getState().password).toBeNull();
});

test("after a reload the password is gone: the login page comes next", async () => {
  query = "email=ada@example.com&next=/upload";
  jest.spyOn(authApi, "confirm").mockResolvedValue();
  show(<ConfirmForm />);
  await userEvent.type(screen.getByLabelText("Code"), "123456{Enter}");
  expect(router.replace).toHaveBeenCalledWith("/login?next=%2Fupload");
});

test("a code is pasted with its blanks, a wrong one says so, another must be waited for", async () => {
  query = "email=ada@example.com";
  const confirm = jest.spyOn(authApi, "confirm").mockRejectedValue(wrongCode);
  show(<ConfirmForm />);
  await userEvent.click(screen.getByLabelText("Code"));
  await userEvent.paste("123 456");
  await userEvent.keyboard("{Enter}");
  expect(confirm).toHaveBeenCalledWith({ email: "ada@example.com", code: "123456" });
  expect(await screen.findByText("That code is wrong.")).toBeVisible();
  expect(screen.getByRole("button", { name: /Send again in \d+ s/ })).toBeDisabled();
  expect(await screen.findByRole("link", { name: "http://localhost:8080/mail" })).toBeVisible();
});

test("a reset asks for the code, then changes the password", async () => {
  const forgot = jest.spyOn(authApi, "forgot").mockResolvedValue({ email: "ada@example.com" });
  const reset = jest.spyOn(authApi, "reset").mockResolvedValue();
  show(<ResetForm />);
  await userEvent.type(screen.getByLabelText("Email"), "ada@example.com{Enter}");
  expect(forgot).toHaveBeenCalledWith("ada@example.com");
  await userEvent.type(await screen.findByLabelText("Code"), "123456");
  await userEvent.type(screen.getByLabelText("New password"), "a newer horse{Enter}");
  expect(reset).toHaveBeenCalledWith({ email: "ada@example.com", code: "123456", password: "a newer horse" });
  expect(router.replace).toHaveBeenCalledWith("/login");
});
