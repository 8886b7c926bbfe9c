import { Menu as MenuIcon, Upload } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { pages } from "@/lib/urls";
import { AccountMenu } from "./account-menu";
import { Logo } from "./logo";

interface HeaderProps {
  /** Whether the page has a rail, which is fixed below desktop width and leaves the button nothing to do. */
  hasRail: boolean;
  /** Whether the navigation that the menu button rules is to be seen. */
  navOpen: boolean;
  onToggleNav: () => void;
}

export function Header({ hasRail, navOpen, onToggleNav }: HeaderProps) {
  return (
    <header className="sticky top-0 z-40 flex h-14 items-center gap-2 bg-canvas px-2 sm:px-4">
      <Button variant="ghost" icon aria-label="Navigation" aria-expanded={navOpen} onClick={onToggleNav} className={hasRail ? "max-lg:hidden" : "max-md:hidden"}>
        <MenuIcon aria-hidden />
      </Button>
      <Link href={pages.home} aria-label="Footlight, home" className="flex items-center rounded-lg px-2 py-1">
        <Logo />
      </Link>
      <div className="flex-1" />
      <Button asChild variant="ghost" className="max-md:hidden">
        <Link href={pages.upload}>
          <Upload aria-hidden />
          Upload
        </Link>
      </Button>
      <div className="flex items-center gap-1 pr-1 sm:gap-2">
        <AccountMenu />
      </div>
    </header>
  );
}
