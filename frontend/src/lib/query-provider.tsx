"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { ApiProblem } from "./problem";

function retry(failures: number, error: unknown): boolean {
  return failures < 2 && error instanceof ApiProblem && error.retryable;
}

function newClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // "always": being offline must end in an error that we can show, not in an eternal skeleton.
      queries: { retry, retryDelay: (n) => 400 * 2 ** n, staleTime: 30_000, networkMode: "always" },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

/** The site's cache of what the API said. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(newClient);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
