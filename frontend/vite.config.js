import { readFileSync } from "node:fs";
import { defineConfig } from "vite";

// What is handed on with every installation carries its licence beside it.
const LICENCES = {
  "dkfds.md": "node_modules/dkfds/LICENSE.md",
  "ibm-plex-sans.txt": "node_modules/dkfds/src/fonts/IBMPlexSans/complete/woff2/license.txt",
  "htmx.txt": "node_modules/htmx.org/LICENSE",
};

function licences() {
  return {
    name: "licences",
    generateBundle() {
      for (const [name, file] of Object.entries(LICENCES)) {
        this.emitFile({ type: "asset", fileName: `licences/${name}`, source: readFileSync(new URL(file, import.meta.url)) });
      }
    },
  };
}

// Everything finished goes to src/mooring/web/static/built/; the manifest tells the `asset` template tag which hashed
// file stands behind a plain name.
export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [licences()],
  build: {
    outDir: "../src/mooring/web/static/built",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2022",
    modulePreload: false,
    // Icons stay files of their own: `data:` addresses in a stylesheet would swell it for every page.
    assetsInlineLimit: 0,
    rollupOptions: {
      input: { main: "main.ts", public: "public.ts", tip: "tip.ts", sealed: "sealed.ts", mooring: "styles/mooring.scss" },
    },
  },
  // The design system still writes Sass's old `if()`.
  css: { preprocessorOptions: { scss: { quietDeps: true, silenceDeprecations: ["if-function"] } } },
});
