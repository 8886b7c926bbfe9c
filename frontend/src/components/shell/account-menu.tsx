"use client";

import { Clapperboard, LogOut, Settings, UserRound } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { asProblem } from "@/lib/problem";
import { useSession } from "@/lib/session";
import { signOut } from "@/lib/sign-out";
import type { Me } from "@/lib/types";
import { pages } from "@/lib/urls";
import { ThemeChoice, ThemeMenu } from "./theme-choice";

function SignIn() {
  const path = usePathname();
  // Read at the click, since the static page knows no query string.
  const router = useRouter();
  const comeBack = () => {
    const leaf = [pages.home, "/signup", "/confirm", "/reset"].includes(path);
    router.push(pages.login(leaf ? undefined : path + window.location.search));
  };
  return (
    <>
      <ThemeMenu />
      {path !== "/login" && (
        <Button variant="secondary" onClick={comeBack}>
          <UserRound aria-hidden />
          Sign in
        </Button>
      )}
    </>
  );
}

function SignedIn({ user }: { user: Me }) {
  const router = useRouter();
  const leave = async () => {
    try {
      await signOut();
      router.push(pages.home);
      toast.success("You are signed out.");
    } catch (error) {
      toast.error(asProblem(error).detail);
    }
  };
  return (
    <Menu
      className="w-72"
      trigger={
        <button type="button" aria-label={`Account menu of ${user.display_name}`} className="rounded-full">
          <Avatar name={user.display_name} src={user.avatar_url} size="sm" className="size-9" />
        </button>
      }
    >
      <div className="flex items-center gap-3 px-3 py-2.5">
        <Avatar name={user.display_name} src={user.avatar_url} />
        <div className="min-w-0">
          <p className="truncate text-sm font-semibold text-ink">{user.display_name}</p>
          <p className="truncate text-sm text-muted">{user.email}</p>
        </div>
      </div>
      <MenuSeparator />
      <MenuItem asChild>
        <Link href={pages.studio}>
          <Clapperboard aria-hidden /> Your videos
        </Link>
      </MenuItem>
      <MenuItem asChild>
        <Link href={pages.settings}>
          <Settings aria-hidden /> Settings
        </Link>
      </MenuItem>
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      <ThemeChoice />
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={() => void leave()}>
        Sign out
      </MenuItem>
    </Menu>
  );
}

/** The right end of the header: who is here, and what belongs to them. */
export function AccountMenu() {
  const status = useSession((state) => state.status);
  const user = useSession((state) => state.user);
  if (status === "loading") return <Skeleton className="size-9 rounded-full" />;
  return user ? <SignedIn user={user} /> : <SignIn />;
}
