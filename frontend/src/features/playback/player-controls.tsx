"use client";

import { Keyboard, RectangleHorizontal, Settings } from "lucide-react";
import {
  MediaControlBar,
  MediaFullscreenButton,
  MediaLoadingIndicator,
  MediaMuteButton,
  MediaPipButton,
  MediaPlayButton,
  MediaPreviewThumbnail,
  MediaPreviewTimeDisplay,
  MediaSeekBackwardButton,
  MediaSeekForwardButton,
  MediaTimeDisplay,
  MediaTimeRange,
  MediaVolumeRange,
} from "media-chrome/react";
import {
  MediaPlaybackRateMenu,
  MediaRenditionMenu,
  MediaSettingsMenu,
  MediaSettingsMenuButton,
  MediaSettingsMenuItem,
} from "media-chrome/react/menu";
import { SPEEDS } from "./run-command";

interface PlayerControlsProps {
  theatre: boolean;
  onToggleTheatre?: () => void;
  onHelp: () => void;
}

function SettingsMenu() {
  return (
    <MediaSettingsMenu hidden anchor="auto" data-controls>
      <MediaSettingsMenuItem>
        Quality
        <MediaRenditionMenu slot="submenu" hidden>
          <div slot="title">Quality</div>
        </MediaRenditionMenu>
      </MediaSettingsMenuItem>
      <MediaSettingsMenuItem>
        Speed
        <MediaPlaybackRateMenu slot="submenu" hidden rates={[...SPEEDS]}>
          <div slot="title">Speed</div>
        </MediaPlaybackRateMenu>
      </MediaSettingsMenuItem>
    </MediaSettingsMenu>
  );
}

/** Everything one can press: big buttons in the middle for thumbs, the bar below for all. */
export function PlayerControls({ theatre, onToggleTheatre, onHelp }: PlayerControlsProps) {
  return (
    <>
      <MediaLoadingIndicator slot="centered-chrome" noAutohide loadingDelay={400} />
      <div slot="centered-chrome" className="player-centre" data-controls>
        <MediaSeekBackwardButton seekOffset={10} noTooltip className="player-touch" />
        <MediaPlayButton noTooltip className="player-big-play" />
        <MediaSeekForwardButton seekOffset={10} noTooltip className="player-touch" />
      </div>
      <SettingsMenu />
      <div className="player-bottom" data-controls>
        <MediaTimeRange>
          <MediaPreviewThumbnail slot="preview" />
          <MediaPreviewTimeDisplay slot="preview" />
        </MediaTimeRange>
        <MediaControlBar>
          <MediaPlayButton className="player-desktop" />
          <span className="player-volume">
            <MediaMuteButton />
            <MediaVolumeRange />
          </span>
          <MediaTimeDisplay showDuration noToggle />
          <span className="player-space" />
          <button type="button" className="player-button player-desktop" aria-label="Keyboard shortcuts" title="Keyboard shortcuts (?)" onClick={onHelp}>
            <Keyboard aria-hidden />
          </button>
          <MediaSettingsMenuButton>
            <Settings slot="icon" aria-hidden />
          </MediaSettingsMenuButton>
          <MediaPipButton />
          {onToggleTheatre && (
            <button
              type="button"
              className="player-button player-theatre"
              aria-label="Theatre mode"
              aria-pressed={theatre}
              title={theatre ? "Default view (t)" : "Theatre mode (t)"}
              onClick={onToggleTheatre}
            >
              <RectangleHorizontal aria-hidden className={theatre ? "scale-75" : undefined} />
            </button>
          )}
          <MediaFullscreenButton />
        </MediaControlBar>
      </div>
    </>
  );
}
