"use client";

import { Button } from "@/components/ui/button";

interface MoreRowsProps {
  query: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    isFetchNextPageError: boolean;
    fetchNextPage: () => Promise<unknown>;
  };
}

/** By button, not by scrolling: the list is for finding things, and has an end. */
export function MoreRows({ query }: MoreRowsProps) {
  if (!query.hasNextPage) return null;
  return (
    <div className="flex flex-col items-center gap-2 pt-6">
      {query.isFetchNextPageError && (
        <p role="alert" className="text-sm text-danger-ink">The next videos could not be loaded.</p>
      )}
      <Button variant="secondary" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {query.isFetchNextPageError ? "Try again" : "Show more"}
      </Button>
    </div>
  );
}
