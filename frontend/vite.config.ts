import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Every browser that this page runs in reads WOFF2: KaTeX's fonts in other formats would only swell the package. */
const woff2Alone: Plugin = {
  name: "woff2-alone",
  enforce: "pre",
  transform: (code, id) =>
    /node_modules[\\/]katex.*\.css$/.test(id)
      ? code.replaceAll(/,url\([^)]+\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)/g, "")
      : undefined,
};

const backend = process.env["DYNASCOPE_BACKEND"] ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react(), woff2Alone],
  base: "/",
  build: {
    outDir: "../backend/dynascope/static",
    emptyOutDir: true,
    target: "es2022",
    // Plotly alone is about 1.4 MB, in three dimensions 1.7 MB: chunks of their own, loaded beside the page, not before it.
    chunkSizeWarningLimit: 1750,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "katex", test: /node_modules[\\/]katex/ },
            // The one for three dimensions is loaded only where it is shown.
            { name: "plotly-3d", test: /node_modules[\\/]plotly\.js-gl3d/ },
            { name: "plotly", test: /node_modules[\\/]plotly/ },
            { name: "mantine", test: /node_modules[\\/]@mantine/ },
            { name: "vendor", test: /node_modules/ },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      "/api": { target: backend, ws: true, changeOrigin: true },
    },
  },
  test: {
    testTimeout: 60_000,
    projects: [
      // Most of the page is functions without a page: making one for each file took longer than all tests.
      { extends: true, test: { name: "functions", environment: "node", include: ["src/**/*.test.ts"] } },
      {
        extends: true,
        test: {
          name: "views",
          environment: "jsdom",
          include: ["src/**/*.test.tsx"],
          setupFiles: ["src/test-setup.ts"],
        },
      },
    ],
  },
});
