import { VideoGrid } from "@/features/videos/video-grid";

export default function HomePage() {
  return (
    <div className="mx-auto max-w-[160rem] px-4 pt-3 sm:px-6 sm:pt-4">
      <h1 className="sr-only">Home</h1>
      <VideoGrid />
    </div>
  );
}
