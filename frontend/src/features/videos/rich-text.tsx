import { Fragment } from "react";
import { parseTime } from "@/lib/format";

const TOKEN = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}]|(?<![\d:])(?:\d{1,2}:)?\d{1,2}:\d{2}(?![\d:]))/g;

interface RichTextProps {
  text: string;
  /** Called with seconds when someone clicks a time such as 1:23. */
  onTime?: (seconds: number) => void;
  /** Seconds the video lasts; a time beyond its end stays plain text. */
  duration?: number | null;
}

/** Plain text in which web addresses and times of the video can be clicked; nothing else is interpreted. */
export function RichText({ text, onTime, duration }: RichTextProps) {
  return text.split(TOKEN).map((piece, index) => {
    if (index % 2 === 0) return <Fragment key={index}>{piece}</Fragment>;
    if (piece.startsWith("http")) {
      return (
        <a
          key={index}
          href={piece}
          target="_blank"
          rel="noopener noreferrer nofollow ugc"
          className="text-accent-ink underline-offset-2 hover:underline"
        >
          {piece}
        </a>
      );
    }
    const seconds = parseTime(piece);
    if (seconds === null || (typeof duration === "number" && seconds > duration)) return <Fragment key={index}>{piece}</Fragment>;
    return (
      <button
        key={index}
        type="button"
        className="text-accent-ink underline-offset-2 hover:underline"
        onClick={() => onTime?.(seconds)}
      >
        {piece}
      </button>
    );
  });
}
