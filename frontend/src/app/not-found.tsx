import type { Metadata } from "next";
import { Theater } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { pages } from "@/lib/urls";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <EmptyState
      heading="h1"
      className="pt-24"
      icon={<Theater aria-hidden />}
      title="This stage is empty"
      action={
        <Button asChild>
          <Link href={pages.home}>Go to the home page</Link>
        </Button>
      }
    >
      The page you asked for does not exist, or it has moved.
    </EmptyState>
  );
}
