"""Which built file stands behind the plain name of a script or stylesheet.

The front-end build writes hashed files and a manifest into `static/built/`; pages ask for `main.js` or `mooring.css`.
"""

import json
from functools import lru_cache
from pathlib import Path, PurePosixPath

BUILT = Path(__file__).parent / "static" / "built"
MANIFEST = BUILT / "manifest.json"


class AssetsNotBuiltError(RuntimeError):
    """The front-end has not been built, or does not hold the file that a page asked for."""


def asset_path(name: str) -> str:
    """Say which built file a page must load for a plain name such as `main.js`, as a path below the static root.

    Raises `AssetsNotBuiltError` when there is no manifest or no such name in it.
    """
    try:
        changed = MANIFEST.stat().st_mtime_ns
    except FileNotFoundError as missing:
        raise AssetsNotBuiltError(
            "The pages' scripts and styles are not built. Run `npm ci && npm run build` in frontend/."
        ) from missing
    names = _names(MANIFEST, changed)
    if name not in names:
        raise AssetsNotBuiltError(f"There is no {name!r} among the built files. There are: {', '.join(sorted(names))}.")
    return names[name]


@lru_cache(maxsize=2)
def _names(manifest: Path, changed: int) -> dict[str, str]:
    """Read the manifest once for every time it was written: plain name → path below the static root."""
    entries: dict[str, dict[str, object]] = json.loads(manifest.read_text(encoding="utf-8"))
    names: dict[str, str] = {}
    for entry in entries.values():
        file = str(entry["file"])
        if entry.get("isEntry"):
            names[f"{entry['name']}{PurePosixPath(file).suffix}"] = f"built/{file}"
    return names
