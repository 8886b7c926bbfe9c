import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ApiProblem } from "@/lib/problem";
import { useSession } from "@/lib/session";
import { authApi } from "./api";
import { LoginForm } from "./login-form";

const replace = jest.fn();
let query = "";
jest.mock("next/navigation", () => ({
  useRouter: () => router,
  useSearchParams: () => new URLSearchParams(query),
}));
const router = { replace };

const me = { user_id: "u", email: "ada@example.com", display_name: "Ada", avatar_url: null, roles: [], totp_enabled: false, created_at: "" };
const signedIn = { challenge: null, session: null, access_token: "t", expires_in: 3600, user: me };
const problem = (status: number, code: string, detail: string, extras = {}) =>
  new ApiProblem({ status, code, title: "", detail, extras });

beforeEach(() => {
  jest.restoreAllMocks();
  replace.mockReset();
  query = "";
  useSession.getState().clear();
});

async function fill(password = "a long password") {
  await userEvent.type(screen.getByLabelText("Email"), "ada@example.com");
  await userEvent.type(screen.getByLabelText("Password"), `${password}{Enter}`);
}

test("Enter signs in and goes back to where the person wanted to go", async () => {
  query = "next=/studio?v=1";
  const login = jest.spyOn(authApi, "login").mockResolvedValue(signedIn);
  render(<LoginForm />);
  await fill();
  expect(login).toHaveBeenCalledWith({ email: "ada@example.com", password: "a long password" });
  expect(replace).toHaveBeenCalledWith("/studio?v=1");
});

test.each([["/upload", "Sign in to upload."], ["/studio?v=1", "Sign in to go on."]])("sent here from %s, one reads why", (next, why) => {
  query = new URLSearchParams({ next }).toString();
  render(<LoginForm />);
  expect(screen.getByText(why)).toBeVisible();
});

test("who came without being sent reads no reason", () => {
  render(<LoginForm />);
  expect(screen.queryByText(/^Sign in to/)).not.toBeInTheDocument();
});

test.each(["https://evil.example", "//evil.example", "/\\evil.example"])("never leaves the site for %s", async (next) => {
  query = new URLSearchParams({ next }).toString();
  jest.spyOn(authApi, "login").mockResolvedValue(signedIn);
  render(<LoginForm />);
  await fill();
  expect(replace).toHaveBeenCalledWith("/");
});

test("an empty form asks at each field and puts the cursor into the first", async () => {
  render(<LoginForm />);
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
  expect(await screen.findByText("Enter your email address.")).toBeVisible();
  expect(screen.getByText("Enter your password.")).toBeVisible();
  expect(screen.getByLabelText("Email")).toHaveFocus();
  expect(screen.getByLabelText("Email")).toBeInvalid();
});

test("a failed login says the server's one sentence and offers both ways out", async () => {
  jest.spyOn(authApi, "login").mockRejectedValue(problem(401, "login_failed", "That did not match."));
  render(<LoginForm />);
  await fill();
  expect(await screen.findByRole("alert")).toHaveTextContent("That did not match.");
  expect(screen.getByRole("link", { name: "confirm your email" })).toHaveAttribute("href", "/confirm?email=ada%40example.com");
  expect(screen.getByRole("link", { name: "Reset your password" })).toHaveAttribute("href", "/reset?email=ada%40example.com");
});

test("a throttled login says how long to wait", async () => {
  jest.spyOn(authApi, "login").mockRejectedValue(problem(429, "too_many", "Too many tries.", { retry_after: 40 }));
  render(<LoginForm />);
  await fill();
  expect(await screen.findByRole("alert")).toHaveTextContent("Too many tries. You can try again in 40 seconds.");
});

test("with two-step sign-in on, the code from the app comes second", async () => {
  jest.spyOn(authApi, "login").mockResolvedValue({ ...signedIn, challenge: "totp", session: "s1", access_token: null, user: null });
  const totp = jest
    .spyOn(authApi, "loginTotp")
    .mockRejectedValueOnce(problem(401, "wrong_code", "That code is wrong."))
    .mockResolvedValue(signedIn);
  render(<LoginForm />);
  await fill();
  const code = await screen.findByLabelText("Code");
  expect(code).toHaveAttribute("autocomplete", "one-time-code");
  await userEvent.type(code, "111111{Enter}");
  expect(await screen.findByText("That code is wrong.")).toBeVisible();
  expect(code).toHaveFocus();
  await userEvent.clear(code);
  await userEvent.type(code, "123456{Enter}");
  expect(totp).toHaveBeenLastCalledWith({ email: "ada@example.com", session: "s1", code: "123456" });
  expect(replace).toHaveBeenCalledWith("/");
});

test("without the phone, a recovery code does", async () => {
  jest.spyOn(authApi, "login").mockResolvedValue({ ...signedIn, challenge: "totp", session: "s1", access_token: null, user: null });
  const recover = jest.spyOn(authApi, "loginRecover").mockResolvedValue(signedIn);
  render(<LoginForm />);
  await fill();
  await userEvent.click(await screen.findByRole("button", { name: "Use a recovery code" }));
  await userEvent.type(screen.getByLabelText("Recovery code"), "abcd-efgh{Enter}");
  expect(recover).toHaveBeenCalledWith({ email: "ada@example.com", password: "a long password", recovery_code: "abcd-efgh" });
  expect(replace).toHaveBeenCalledWith("/");
});

test("the password can be looked at", async () => {
  render(<LoginForm />);
  const field = screen.getByLabelText("Password");
  expect(field).toHaveAttribute("type", "password");
  await userEvent.click(screen.getByRole("button", { name: "Show password" }));
  expect(field).toHaveAttribute("type", "text");
});
