"use client";

import { useRef, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { asProblem } from "@/lib/problem";
import { useSession } from "@/lib/session";
import type { Me } from "@/lib/types";
import { authApi } from "../api";
import { CropDialog } from "./crop-dialog";

const MOST_BYTES = 30 * 1024 * 1024;

export function AvatarEditor({ me }: { me: Me }) {
  const setUser = useSession((state) => state.setUser);
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [removing, setRemoving] = useState(false);

  const choose = (chosen: File | undefined) => {
    if (!chosen) return;
    if (!chosen.type.startsWith("image/")) toast.error("That is not a picture. Choose a JPEG, PNG or WebP file.");
    else if (chosen.size > MOST_BYTES) toast.error("That picture is larger than 30 MB. Choose a smaller one.");
    else setFile(chosen);
  };

  const remove = async () => {
    setRemoving(true);
    try {
      setUser(await authApi.removeAvatar());
    } catch (error) {
      toast.error(asProblem(error).detail);
    } finally {
      setRemoving(false);
    }
  };

  return (
    <div className="flex items-center gap-5">
      <Avatar name={me.display_name} src={me.avatar_url} size="xl" />
      <div className="flex flex-col items-start gap-2">
        <div className="flex flex-wrap gap-2">
          <Button variant="secondary" onClick={() => input.current?.click()}>
            {me.avatar_url ? "Change picture" : "Add a picture"}
          </Button>
          {me.avatar_url && (
            <Button variant="ghost" loading={removing} onClick={() => void remove()}>
              Remove
            </Button>
          )}
        </div>
        <p className="text-sm text-muted">JPEG, PNG or WebP. You can cut it to a square next.</p>
      </div>
      <input
        ref={input}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        aria-label="Profile picture"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          choose(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      {file && (
        <CropDialog
          file={file}
          onClose={() => setFile(null)}
          onCut={async (image) => {
            setUser(await authApi.setAvatar(image));
            toast.success("Your picture is saved.");
          }}
        />
      )}
    </div>
  );
}
