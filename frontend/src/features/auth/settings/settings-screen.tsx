"use client";

import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { useSession } from "@/lib/session";
import { DeleteAccountCard } from "./delete-account-card";
import { PasswordCard } from "./password-card";
import { ProfileCard } from "./profile-card";
import { SessionsCard } from "./sessions-card";
import { TwoFactorCard } from "./two-factor-card";

/** /settings, for whoever is signed in. */
export function SettingsScreen() {
  const me = useSession((state) => state.user);
  if (!me) return <SettingsSkeleton />;
  return (
    <Tabs defaultValue="profile">
      <TabsList aria-label="Settings">
        <TabsTrigger value="profile">Profile</TabsTrigger>
        <TabsTrigger value="security">Security</TabsTrigger>
        <TabsTrigger value="account">Account</TabsTrigger>
      </TabsList>
      <TabsContent value="profile">
        <ProfileCard me={me} />
      </TabsContent>
      <TabsContent value="security" className="flex flex-col gap-6">
        <PasswordCard email={me.email} />
        <TwoFactorCard me={me} />
        <SessionsCard />
      </TabsContent>
      <TabsContent value="account">
        <DeleteAccountCard email={me.email} />
      </TabsContent>
    </Tabs>
  );
}

export function SettingsSkeleton() {
  return (
    <div role="status" aria-label="Loading your settings">
      <div className="flex h-[2.8rem] gap-6 border-b px-4">
        <Skeleton className="mt-3 h-4 w-14" />
        <Skeleton className="mt-3 h-4 w-16" />
        <Skeleton className="mt-3 h-4 w-16" />
      </div>
      <Skeleton className="mt-6 h-[28rem] rounded-3xl" />
    </div>
  );
}
