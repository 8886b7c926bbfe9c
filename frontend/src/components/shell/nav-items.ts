import { Clapperboard, House, Settings, Upload, type LucideIcon } from "lucide-react";
import { pages } from "@/lib/urls";

export interface NavItem {
  href: string;
  label: string;
  /** For the bottom bar, where room is short. */
  short: string;
  icon: LucideIcon;
}

export const navItems: readonly NavItem[] = [
  { href: pages.home, label: "Home", short: "Home", icon: House },
  { href: pages.upload, label: "Upload", short: "Upload", icon: Upload },
  { href: pages.studio, label: "Your videos", short: "Your videos", icon: Clapperboard },
  { href: pages.settings, label: "Settings", short: "Settings", icon: Settings },
];
