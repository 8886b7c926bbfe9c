import type { Metadata, Viewport } from "next";
import { GeistSans } from "geist/font/sans";
import type { ReactNode } from "react";
import { AppShell } from "@/components/shell/app-shell";
import { Toaster } from "@/components/ui/toast";
import { UploadPill } from "@/features/uploads/upload-pill";
import { QueryProvider } from "@/lib/query-provider";
import { SessionProvider } from "@/lib/session-provider";
import { themeScript } from "@/lib/theme";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Footlight", template: "%s · Footlight" },
  description: "Upload, watch and share video.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: dark)", color: "#0e0c0b" },
    { media: "(prefers-color-scheme: light)", color: "#fdfbf8" },
  ],
  viewportFit: "cover",
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning className={GeistSans.variable}>
      <head>
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body>
        <QueryProvider>
          <SessionProvider>
            <AppShell>{children}</AppShell>
            <UploadPill />
          </SessionProvider>
        </QueryProvider>
        <Toaster />
      </body>
    </html>
  );
}
