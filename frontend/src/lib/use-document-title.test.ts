import { renderHook, waitFor } from "@testing-library/react";
import { useDocumentTitle } from "./use-document-title";

test("the title stays when the page's static one arrives later", async () => {
  const { unmount } = renderHook(() => useDocumentTitle("Night ride"));
  expect(document.title).toBe("Night ride · Footlight");
  const late = document.createElement("title");
  late.textContent = "Watch · Footlight";
  document.head.prepend(late);
  await waitFor(() => expect(document.title).toBe("Night ride · Footlight"));
  unmount();
  document.title = "Footlight";
  await new Promise((done) => setTimeout(done, 10));
  expect(document.title).toBe("Footlight");
});

test("until there is one, the page's own title stands", () => {
  document.title = "Watch · Footlight";
  renderHook(() => useDocumentTitle(undefined));
  expect(document.title).toBe("Watch · Footlight");
});
