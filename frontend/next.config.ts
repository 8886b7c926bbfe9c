import type { NextConfig } from "next";

const config: NextConfig = {
  output: "export",
  images: { unoptimized: true },
  reactStrictMode: true,
  // ESM-only packages that Jest (through next/jest) has to compile too.
  transpilePackages: ["media-chrome", "ce-la-react", "hls-video-element", "custom-media-element", "media-tracks"],
  turbopack: {
    root: import.meta.dirname,
    rules: { "*.css": { loaders: ["@tailwindcss/turbopack"], as: "*.css" } },
  },
};

export default config;
