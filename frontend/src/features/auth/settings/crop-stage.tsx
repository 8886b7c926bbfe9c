"use client";

import { ZoomIn, ZoomOut } from "lucide-react";
import { useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { clampCrop, MOST_ZOOM, sourceSquare, type Crop, type Size } from "./crop-square";

interface CropStageProps {
  url: string;
  crop: Crop;
  onCrop: (crop: Crop) => void;
  onReady: (picture: HTMLImageElement) => void;
  onBroken: () => void;
}

const STEPS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The picture under a round window: dragged by pointer, moved by arrow keys, zoomed by slider or wheel. */
export function CropStage({ url, crop, onCrop, onReady, onBroken }: CropStageProps) {
  const [size, setSize] = useState<Size | null>(null);
  const drag = useRef<{ x: number; y: number } | null>(null);
  const square = size && sourceSquare(crop, size);

  /** Moves the window by a share of its own side. */
  const move = (dx: number, dy: number) => {
    if (!size || !square) return;
    const next = { ...crop, x: crop.x + (dx * square.side) / size.width, y: crop.y + (dy * square.side) / size.height };
    onCrop(clampCrop(next, size));
  };
  const zoomTo = (zoom: number) => size && onCrop(clampCrop({ ...crop, zoom }, size));
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!drag.current) return;
    const width = event.currentTarget.clientWidth;
    move((drag.current.x - event.clientX) / width, (drag.current.y - event.clientY) / width);
    drag.current = { x: event.clientX, y: event.clientY };
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    move(step[0] * 0.04, step[1] * 0.04);
  };

  return (
    <div className="flex flex-col items-center gap-5">
      <div
        role="group"
        aria-label="Picture. Use the arrow keys to move it."
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = { x: event.clientX, y: event.clientY };
        }}
        onPointerMove={onPointerMove}
        onPointerUp={() => (drag.current = null)}
        onPointerCancel={() => (drag.current = null)}
        onWheel={(event) => zoomTo(crop.zoom * (event.deltaY < 0 ? 1.08 : 0.93))}
        className="relative size-64 cursor-grab touch-none select-none overflow-hidden rounded-2xl bg-raised active:cursor-grabbing"
      >
        <img
          src={url}
          alt=""
          draggable={false}
          onError={onBroken}
          onLoad={(event) => {
            const { naturalWidth: width, naturalHeight: height } = event.currentTarget;
            setSize({ width, height });
            onReady(event.currentTarget);
          }}
          className="absolute max-w-none origin-top-left"
          style={size && square ? placed(size, square) : { opacity: 0 }}
        />
        <div aria-hidden className="pointer-events-none absolute inset-0 rounded-full shadow-[0_0_0_9rem_var(--scrim)] ring-2 ring-white" />
      </div>
      <label className="flex w-64 items-center gap-3 text-muted">
        <ZoomOut aria-hidden className="size-4 shrink-0" />
        <input
          type="range"
          aria-label="Zoom"
          min={1}
          max={MOST_ZOOM}
          step={0.01}
          value={crop.zoom}
          onChange={(event) => zoomTo(Number(event.target.value))}
          className="h-6 w-full accent-(--accent)"
        />
        <ZoomIn aria-hidden className="size-4 shrink-0" />
      </label>
    </div>
  );
}

function placed(size: Size, square: { left: number; top: number; side: number }) {
  const percent = (value: number) => `${(100 * value) / square.side}%`;
  return { width: percent(size.width), height: percent(size.height), left: percent(-square.left), top: percent(-square.top) };
}
