"use client";

import { Check, ImagePlus } from "lucide-react";
import { useId, useRef } from "react";
import { Alert } from "@/components/ui/alert";
import { Spinner } from "@/components/ui/spinner";
import { cn } from "@/lib/cn";
import { PICTURES } from "@/lib/shrink-picture";
import type { PosterCandidate, Video } from "@/lib/types";
import { Poster } from "./poster";
import { isBeingProcessed } from "./state-words";
import { usePosterChoice } from "./use-poster-choice";
import { usePosterSession } from "./use-poster-session";

interface Tile extends PosterCandidate {
  label: string;
}

/** The frames to choose from; and one's own picture, while it is the poster. */
function tilesOf({ posters, poster, poster_url: posterUrl }: Video): Tile[] {
  const frames = posters.map((frame, index) => ({ ...frame, label: `Frame ${index + 1}` }));
  const own = poster && posterUrl && !posters.some(({ name }) => name === poster);
  return own ? [...frames, { name: poster, url: posterUrl, label: "Your own picture" }] : frames;
}

/** Which picture stands for the video: one of its frames or one's own. Saved at once, apart from the form below it. */
export function PosterChoice({ video }: { video: Video }) {
  const { choose, problem, saved, sending, saving } = usePosterChoice(video);
  const posterFor = usePosterSession();
  const group = useId();
  const tiles = tilesOf(video);
  const selected = saving ?? video.poster;
  if (video.posters.length === 0) return isBeingProcessed(video) ? <NotYet /> : null;
  return (
    <fieldset className="mb-5" aria-busy={sending || saving !== null}>
      <legend className="mb-1.5 text-sm font-medium text-ink">Poster</legend>
      <div className={cn("grid grid-cols-2 gap-2.5", tiles.length > 3 ? "sm:grid-cols-5" : "sm:grid-cols-4")}>
        {tiles.map((tile) => (
          <PosterTile
            key={tile.name}
            tile={{ ...tile, url: posterFor(tile.url) ?? "" }}
            group={group}
            checked={tile.name === selected}
            busy={tile.name === saving}
            onChoose={() => choose({ name: tile.name })}
          />
        ))}
        <OwnPicture busy={sending} onFile={(file) => choose({ file })} />
      </div>
      {problem && <Alert tone="danger" className="mt-3">{problem}</Alert>}
      <p role="status" className="mt-1.5 text-sm text-muted">
        {saved ? "Saved. Choose another one at any time." : "People see it before the video plays."}
      </p>
    </fieldset>
  );
}

interface PosterTileProps {
  tile: Tile;
  group: string;
  checked: boolean;
  busy: boolean;
  onChoose: () => void;
}

/** A native radio: arrow keys and screen readers just work. */
function PosterTile({ tile, group, checked, busy, onChoose }: PosterTileProps) {
  return (
    <label className="group relative block cursor-pointer rounded-xl outline-accent has-checked:outline-3 has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-ink">
      <input type="radio" name={group} value={tile.name} checked={checked} onChange={onChoose} className="peer sr-only" />
      <span className="sr-only">{tile.label}</span>
      <Poster src={tile.url || null} duration={null} eager className="transition-opacity group-hover:opacity-85" />
      {checked && (
        <span className="absolute right-1.5 top-1.5 grid size-6 place-items-center rounded-full bg-accent text-on-accent">
          {busy ? <Spinner className="size-4" /> : <Check aria-hidden className="size-4" />}
        </span>
      )}
    </label>
  );
}

function OwnPicture({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        disabled={busy}
        onClick={() => input.current?.click()}
        className={cn(
          "flex aspect-video flex-col items-center justify-center gap-1.5 rounded-xl border border-dashed border-line-strong p-2 text-center text-sm font-medium text-ink hover:bg-raised",
          busy && "text-muted",
        )}
      >
        {busy ? <Spinner className="size-5" /> : <ImagePlus aria-hidden className="size-5 text-accent-ink" />}
        {busy ? "Sending…" : "Upload your own"}
      </button>
      <input
        ref={input}
        type="file"
        accept={PICTURES}
        aria-label="Poster picture"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) onFile(file);
        }}
      />
    </>
  );
}

function NotYet() {
  return (
    <div className="mb-5 text-sm">
      <p className="font-medium text-ink">Poster</p>
      <p className="mt-1.5 text-muted">Pictures to choose from appear here while the video is processed.</p>
    </div>
  );
}
