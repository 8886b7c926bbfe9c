import type { Metadata } from "next";
import { Theater } from "lucide-react";
import { MissingPage } from "@/components/ui/missing-page";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <MissingPage icon={<Theater aria-hidden />} title="This stage is empty">
      The page you asked for does not exist, or it has moved.
    </MissingPage>
  );
}
