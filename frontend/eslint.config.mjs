// The doors of the house as lint zones: app -> features -> components -> lib, and no feature into another.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, globalIgnores } from "eslint/config";
import nextVitals from "eslint-config-next/core-web-vitals";
import nextTypescript from "eslint-config-next/typescript";

const src = join(import.meta.dirname, "src");
const features = readdirSync(join(src, "features"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const zones = [
  { target: "./src/lib", from: ["./src/app", "./src/features", "./src/components"], message: "lib knows nobody above it." },
  { target: "./src/components", from: ["./src/app", "./src/features"], message: "components know no feature." },
  { target: "./src/components/ui", from: "./src/components/shell", message: "The UI kit knows no shell." },
  { target: "./src/features", from: "./src/app", message: "A page arranges features, not the other way round." },
  ...features.map((name) => ({
    target: `./src/features/${name}`,
    from: "./src/features",
    except: [`./${name}`],
    message: "A feature never imports another feature: let the page arrange them.",
  })),
];

export default defineConfig([
  ...nextVitals,
  ...nextTypescript,
  globalIgnores([".next/**", "out/**", "next-env.d.ts", "src/lib/schema.d.ts"]),
  {
    rules: {
      "import/no-restricted-paths": ["error", { basePath: import.meta.dirname, zones }],
      "import/no-cycle": ["error", { maxDepth: 4 }],
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["warn", { max: 120, skipBlankLines: true, skipComments: true }],
      "no-console": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      // The site is a static export: next/image has no optimiser there, so plain <img> with fixed ratios is right.
      "@next/next/no-img-element": "off",
    },
  },
  { files: ["**/*.test.{ts,tsx}"], rules: { "max-lines-per-function": "off" } },
  { files: ["scripts/**"], rules: { "no-console": "off" } },
]);
