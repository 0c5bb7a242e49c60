import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const backend = process.env["DYNASCOPE_BACKEND"] ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react()],
  base: "./",
  build: {
    outDir: "../backend/dynascope/static",
    emptyOutDir: true,
    target: "es2022",
    // Plotly alone is about 1.4 MB; it is a chunk of its own, loaded beside the page, not before it.
    chunkSizeWarningLimit: 1600,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
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
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/test-setup.ts"],
    testTimeout: 60_000,
  },
});
