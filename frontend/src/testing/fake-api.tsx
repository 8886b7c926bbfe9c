/** For tests only: a fetch that answers from a list of routes, and a cache to render components in. */

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactElement } from "react";

export interface Call {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: unknown;
}

export interface Answer {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** What a route does: an answer, or "down" for a lost connection. */
export type Route = (call: Call) => Answer | "down" | Promise<Answer | "down">;

// jsdom brings no Response; this is the part of it that the site reads.
function response({ status = 200, body, headers = {} }: Answer): Response {
  const text = body === undefined ? "" : JSON.stringify(body);
  return {
    status,
    ok: status >= 200 && status < 300,
    headers: { get: (name: string) => headers[name] ?? null },
    text: async () => text,
    json: async () => JSON.parse(text),
  } as unknown as Response;
}

/** Installs the routes ("GET /api/videos" -> Route; the query string is not part of the name) and returns the calls made. */
export function fakeApi(routes: Record<string, Route>): Call[] {
  const calls: Call[] = [];
  globalThis.fetch = jest.fn(async (input: string, init: RequestInit = {}) => {
    const call: Call = {
      method: init.method ?? "GET",
      path: input,
      headers: (init.headers ?? {}) as Record<string, string>,
      body: typeof init.body === "string" ? JSON.parse(init.body) : undefined,
    };
    calls.push(call);
    const route = routes[`${call.method} ${input.split("?")[0]}`];
    const answer = route ? await route(call) : { status: 404, body: { code: "not_found", detail: "No route." } };
    if (answer === "down") throw new TypeError("Failed to fetch");
    return response(answer);
  }) as unknown as typeof fetch;
  return calls;
}

/** Renders with an empty cache in which nothing is retried. */
export function renderWithCache(element: ReactElement) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: "always" } } });
  return render(<QueryClientProvider client={client}>{element}</QueryClientProvider>);
}
