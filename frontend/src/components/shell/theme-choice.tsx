"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuChoice } from "@/components/ui/menu";
import { useTheme } from "@/lib/theme";

const OPTIONS = [
  { value: "system", label: "Same as device", icon: <Monitor aria-hidden /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden /> },
  { value: "light", label: "Light", icon: <Sun aria-hidden /> },
] as const;

/** The three themes as menu items. */
export function ThemeChoice() {
  const { choice, setChoice } = useTheme();
  return <MenuChoice value={choice} onValueChange={setChoice} options={OPTIONS} />;
}

/** The themes behind a button of their own, for visitors without an account menu. */
export function ThemeMenu() {
  return (
    <Menu
      trigger={
        <Button variant="ghost" icon aria-label="Theme">
          <Sun aria-hidden className="dark:hidden" />
          <Moon aria-hidden className="light:hidden" />
        </Button>
      }
    >
      <ThemeChoice />
    </Menu>
  );
}
