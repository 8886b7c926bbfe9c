import type { Metadata } from "next";
import { SettingsScreen, SettingsSkeleton } from "@/features/auth/settings/settings-screen";
import { SignedInOnly } from "@/features/auth/signed-in-only";

export const metadata: Metadata = { title: "Settings" };

export default function SettingsPage() {
  return (
    <div className="mx-auto w-full max-w-2xl px-4 pt-4 sm:px-6 sm:pt-6">
      <h1 className="mb-4 text-2xl font-semibold tracking-tight text-ink">Settings</h1>
      <SignedInOnly fallback={<SettingsSkeleton />}>
        <SettingsScreen />
      </SignedInOnly>
    </div>
  );
}
