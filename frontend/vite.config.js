import { defineConfig } from "vite";

// The wheel and `make demo` take the finished files from src/mooring/web/static/built/; the manifest
// tells the `asset` template tag which hashed file stands behind a plain name.
export default defineConfig({
  base: "./",
  publicDir: false,
  build: {
    outDir: "../src/mooring/web/static/built",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2022",
    modulePreload: false,
    // Icons stay files of their own: `data:` addresses in a stylesheet would swell it for every page.
    assetsInlineLimit: 0,
    rollupOptions: {
      input: { main: "main.ts", public: "public.ts", mooring: "styles/mooring.scss" },
    },
  },
  css: { preprocessorOptions: { scss: { quietDeps: true, silenceDeprecations: ["if-function"] } } },
});
