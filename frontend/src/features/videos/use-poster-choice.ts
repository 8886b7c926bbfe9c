"use client";

import { useRef, useState } from "react";
import { asProblem } from "@/lib/problem";
import { PictureProblem, shrinkPicture } from "@/lib/shrink-picture";
import type { Video } from "@/lib/types";
import { useSetPoster, type PosterChoice } from "./my-videos-api";

const MOST_PIXELS = 1280;

/** What somebody pointed at: one of the video's own frames, or a file. */
type Wish = { name: string } | { file: File };

async function choiceOf(wish: Wish): Promise<PosterChoice> {
  return "name" in wish ? { candidate: wish.name } : { image: await shrinkPicture(wish.file, MOST_PIXELS) };
}

function wordsFor(error: unknown): string {
  return error instanceof PictureProblem ? error.message : asProblem(error).detail;
}

/** Saves each choice at once; of those made while one is being saved only the last counts. */
export function usePosterChoice(video: Video) {
  const { mutateAsync: save } = useSetPoster(video.video_id);
  const [wish, setWish] = useState<Wish | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [saved, setSaved] = useState(false);
  const next = useRef<Wish | null>(null);
  const busy = useRef(false);

  const work = async () => {
    busy.current = true;
    try {
      while (next.current) {
        const now = next.current;
        next.current = null;
        await save(await choiceOf(now));
      }
      setSaved(true);
    } catch (error) {
      next.current = null;
      setProblem(wordsFor(error));
    } finally {
      busy.current = false;
      setWish(null);
    }
  };
  const choose = (chosen: Wish) => {
    next.current = chosen;
    setWish(chosen);
    setProblem(null);
    setSaved(false);
    if (!busy.current) void work();
  };

  return {
    choose,
    problem,
    saved,
    /** A picture of one's own is being sent. */
    sending: wish !== null && "file" in wish,
    /** The name of the frame that is being saved. */
    saving: wish !== null && "name" in wish ? wish.name : null,
  };
}
