import { act, render, screen } from "@testing-library/react";
import { useSession } from "@/lib/session";
import { SignedInOnly } from "./signed-in-only";

const router = { replace: jest.fn() };
jest.mock("next/navigation", () => ({ useRouter: () => router, usePathname: () => "/studio" }));

const page = <SignedInOnly fallback={<p>wait</p>}>secret</SignedInOnly>;

test("strangers are sent to the login and find back, query and all", () => {
  window.history.replaceState(null, "", "/studio?v=7");
  useSession.setState({ status: "loading" });
  const { rerender } = render(page);
  expect(screen.getByText("wait")).toBeVisible();
  expect(router.replace).not.toHaveBeenCalled();
  act(() => useSession.getState().clear());
  rerender(page);
  expect(router.replace).toHaveBeenCalledWith("/login?next=%2Fstudio%3Fv%3D7");
  expect(screen.queryByText("secret")).not.toBeInTheDocument();
});
