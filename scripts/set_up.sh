#!/usr/bin/env bash
# Makes the virtual environment of Mooring with exactly the packages whose hashes are in the repository.
# Usage: scripts/set_up.sh FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
venv="$1"

usable() { # a Python that is new enough and can make a virtual environment with pip in it
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}
can_make_environments() {
    "$1" -c 'import venv, ensurepip' 2>/dev/null
}

find_python() {
    local candidate old="" bare=""
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14 python; do
        command -v "$candidate" >/dev/null || continue
        if ! usable "$candidate"; then old="$candidate"; continue; fi
        if ! can_make_environments "$candidate"; then bare="$candidate"; continue; fi
        echo "$candidate"
        return
    done
    if [ -n "$bare" ]; then
        echo "$bare is new enough but cannot make virtual environments with pip (its modules venv or ensurepip are missing)." >&2
        echo "On Debian and Ubuntu: apt-get install python3-venv" >&2
    elif [ -n "$old" ]; then
        echo "Mooring needs Python 3.11 or newer; $old is $("$old" -V 2>&1). Name another with PYTHON=…" >&2
    else
        echo "Mooring needs Python 3.11 or newer, and none was found. Name one with PYTHON=…" >&2
    fi
    return 1
}

# An environment whose Python has gone, or that was left half made, is made again.
if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1 || ! usable "$venv/bin/python"; then
    python="$(find_python)"
    echo "→ environment: $("$python" -V) in $venv"
    rm -rf "$venv"
    "$python" -m venv "$venv"
fi
echo "→ environment: packages (the first time about a minute)"
"$venv/bin/python" -m pip install --disable-pip-version-check --require-hashes -r requirements/develop.txt \
    | { grep --line-buffered -v -e '^Requirement already satisfied' -e '^Looking in' -e '^  Using cached' -e '^  Downloading' -e '^Ignoring' -e '^WARNING: Location' || true; }
"$venv/bin/python" -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .
