import { RotateCw } from "lucide-react";
import { Button } from "@/components/ui/button";

interface PlayerFaultProps {
  message: string;
  retrying: boolean;
  onRetry: () => void;
}

/** Over the picture when playing has come to an end that was not the video's. */
export function PlayerFault({ message, retrying, onRetry }: PlayerFaultProps) {
  return (
    <div role="alert" className="absolute inset-0 z-10 flex flex-col items-center justify-center gap-4 bg-black/95 p-6 text-center text-white">
      <p className="max-w-sm text-sm sm:text-base">{message}</p>
      <Button onClick={onRetry} loading={retrying}>
        <RotateCw aria-hidden />
        Try again
      </Button>
    </div>
  );
}
