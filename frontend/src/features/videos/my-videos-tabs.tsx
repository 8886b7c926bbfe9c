"use client";

import { Upload } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { pages } from "@/lib/urls";
import { DeletedVideos } from "./deleted-videos";
import { MyVideosList } from "./my-videos-list";

/** The whole of /studio: what I have, and what I threw away. */
export function MyVideosTabs() {
  const openVideoId = useSearchParams().get("v");
  const router = useRouter();
  return (
    <Tabs defaultValue="videos">
      <TabsList aria-label="Which videos">
        <TabsTrigger value="videos">Videos</TabsTrigger>
        <TabsTrigger value="deleted">Recently deleted</TabsTrigger>
      </TabsList>
      <TabsContent value="videos">
        <MyVideosList
          key={openVideoId}
          openVideoId={openVideoId}
          onClosed={() => openVideoId && router.replace(pages.studio, { scroll: false })}
        />
      </TabsContent>
      <TabsContent value="deleted">
        <DeletedVideos />
      </TabsContent>
    </Tabs>
  );
}

export function StudioHeading() {
  return (
    <div className="mb-3 flex items-center justify-between gap-4">
      <h1 className="text-2xl font-semibold tracking-tight text-ink">Your videos</h1>
      <Button asChild>
        <Link href={pages.upload}>
          <Upload aria-hidden /> Upload
        </Link>
      </Button>
    </div>
  );
}
