"use client";

import type { HlsVideoElement } from "hls-video-element";
import HlsVideo from "hls-video-element/react";
import { MediaController } from "media-chrome/react";
import { useCallback, useEffect, useRef, useState } from "react";
import type { PlayerProps } from "./player";
import { PlayerControls } from "./player-controls";
import { PlayerFault } from "./player-fault";
import { PlayerFlash } from "./player-flash";
import "./player.css";
import { runOnMedia, seekBy, type Flash } from "./run-command";
import type { Command } from "./shortcuts";
import { ShortcutsDialog } from "./shortcuts-dialog";
import { useDoubleTap } from "./use-double-tap";
import { useHlsMedia } from "./use-hls-media";
import { useRememberedVolume } from "./use-remembered-volume";
import { useShortcuts } from "./use-shortcuts";

const FAULTS = {
  network: "The video could not be loaded. Check your connection and try again.",
  media: "This video cannot be played here right now.",
};

function quietly(asked: Promise<unknown> | undefined): void {
  asked?.catch(() => undefined); // the browser may refuse (no gesture, not supported): then nothing changes
}

function toggleFullscreen(box: HTMLElement | null): void {
  quietly(document.fullscreenElement ? document.exitFullscreen() : box?.requestFullscreen?.());
}

function togglePip(media: HlsVideoElement): void {
  quietly(document.pictureInPictureElement ? document.exitPictureInPicture() : media.requestPictureInPicture());
}

function useFlash() {
  const [flash, setFlash] = useState<(Flash & { id: number }) | null>(null);
  const show = useCallback((next: Flash | null) => {
    if (next) setFlash((before) => ({ ...next, id: (before?.id ?? 0) + 1 }));
  }, []);
  return [flash, show] as const;
}

/** The player itself: hls.js inside media-chrome. Heavy, so player.tsx loads it after the page has been drawn. */
export default function HlsPlayer(props: PlayerProps) {
  const { src, poster, title, duration = null, growing = false, storyboard, startAt = 0, autoPlay, theatre = false } = props;
  const { onTheatreChange, handleRef, onProgress, onEnded, onRenew } = props;
  const media = useRef<HlsVideoElement>(null);
  const box = useRef<HTMLElement>(null);
  const [help, setHelp] = useState(false);
  const [flash, showFlash] = useFlash();
  const { fault, retrying, retry } = useHlsMedia(media, { src, startAt, length: growing ? duration : null, onRenew });

  useRememberedVolume(media);

  const run = useCallback(
    (command: Command) => {
      const element = media.current;
      if (!element) return;
      if (command.kind === "help") setHelp((open) => !open);
      else if (command.kind === "toggle-fullscreen") toggleFullscreen(box.current);
      else if (command.kind === "toggle-theatre") onTheatreChange?.(!theatre);
      else if (command.kind === "toggle-pip") togglePip(element);
      else showFlash(runOnMedia(command, element));
    },
    [onTheatreChange, showFlash, theatre],
  );
  useShortcuts(useCallback(() => box.current, []), run);

  useEffect(() => {
    if (!handleRef) return;
    handleRef.current = {
      currentTime: () => media.current?.currentTime ?? 0,
      seek: (seconds) => {
        const element = media.current;
        if (!element) return;
        element.currentTime = seconds;
        quietly(element.play());
      },
    };
    return () => {
      handleRef.current = null;
    };
  }, [handleRef]);

  const onDoubleTap = useDoubleTap((side) => {
    if (media.current) showFlash(seekBy(media.current, side * 10));
  });

  return (
    <div className="absolute inset-0" onPointerUp={onDoubleTap}>
      <MediaController
        ref={box as never}
        className="footlight-player"
        aria-label={`Video player: ${title}`}
        noHotkeys
        noVolumePref
        noMutedPref
        // Where the browser plays by itself, a growing playlist is endless to it.
        defaultDuration={duration ?? undefined}
        defaultStreamType="on-demand"
        noAutoSeekToLive
        onDoubleClick={(event: { nativeEvent: Event }) => {
          const onControl = event.nativeEvent.composedPath().some((part) => part instanceof Element && part.matches("[data-controls]"));
          if (!onControl && matchMedia("(pointer: fine)").matches) toggleFullscreen(box.current);
        }}
      >
        <HlsVideo
          ref={media}
          slot="media"
          poster={poster ?? undefined}
          autoplay={autoPlay}
          playsInline
          preload="auto"
          onTimeUpdate={() => onProgress?.(media.current?.currentTime ?? 0)}
          onEnded={() => onEnded?.()}
        >
          {/* media-chrome finds it by its label. */}
          {storyboard && <track key={storyboard} kind="metadata" label="thumbnails" src={storyboard} default />}
        </HlsVideo>
        <PlayerControls theatre={theatre} onToggleTheatre={onTheatreChange && (() => onTheatreChange(!theatre))} onHelp={() => setHelp(true)} />
        <PlayerFlash flash={flash} />
      </MediaController>
      {fault && <PlayerFault message={FAULTS[fault]} retrying={retrying} onRetry={() => void retry()} />}
      <ShortcutsDialog open={help} onOpenChange={setHelp} />
    </div>
  );
}
