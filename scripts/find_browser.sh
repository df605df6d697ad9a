#!/usr/bin/env bash
# Sees that there is a Chromium for the browser tests, and says which. Fails when none can be had.
set -euo pipefail
cd "$(dirname "$0")/.."

installed() {
    local name
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return
    done
    return 1
}
from_playwright() {
    .venv/bin/python -c '
from pathlib import Path
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    path = Path(playwright.chromium.executable_path)
print(path)
raise SystemExit(not path.exists())'
}

if found="$(installed || from_playwright 2>/dev/null)"; then
    echo "→ browser: $found"
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "→ browser: installing the package chromium"
    if apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium; then
        if found="$(installed)"; then echo "→ browser: $found"; exit 0; fi
    fi
fi
echo "→ browser: fetching Chromium with playwright"
.venv/bin/playwright install chromium
found="$(from_playwright)" || { echo "No Chromium was found or could be installed, and the browser tests need one." >&2; exit 1; }
echo "→ browser: $found"
