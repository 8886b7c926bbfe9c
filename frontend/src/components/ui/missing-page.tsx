import Link from "next/link";
import type { ReactNode } from "react";
import { pages } from "@/lib/urls";
import { Button } from "./button";
import { EmptyState } from "./empty-state";

interface MissingPageProps {
  icon: ReactNode;
  title: string;
  children: ReactNode;
  /** Another way on, beside the one home. */
  action?: ReactNode;
}

/** A whole page in place of one that is not there. */
export function MissingPage({ icon, title, children, action }: MissingPageProps) {
  return (
    <EmptyState
      heading="h1"
      className="pt-24"
      icon={icon}
      title={title}
      action={
        <>
          <Button asChild>
            <Link href={pages.home}>Go to the home page</Link>
          </Button>
          {action}
        </>
      }
    >
      {children}
    </EmptyState>
  );
}
