"""What pages load: built here, nothing fetched from elsewhere, light enough for a telephone, readable by tired eyes."""

import json
import os
import re
from pathlib import Path

import pytest

from mooring.web import assets

PROJECT = Path(__file__).resolve().parents[2]
TOKENS = PROJECT / "frontend" / "styles" / "tokens.scss"


@pytest.fixture
def manifest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "manifest.json"
    monkeypatch.setattr(assets, "MANIFEST", file)
    return file


def entry(name: str, file: str) -> dict[str, object]:
    return {"name": name, "file": file, "isEntry": True}


def test_a_page_asks_by_a_plain_name_and_gets_the_built_file(manifest: Path) -> None:
    shared = {"file": "assets/shared-1.js", "name": "main"}
    manifest.write_text(json.dumps({"main.ts": entry("main", "assets/main-7f.js"), "_shared.js": shared}))
    assert assets.asset_path("main.js") == "built/assets/main-7f.js"


def test_a_new_build_is_seen_without_a_restart(manifest: Path) -> None:
    manifest.write_text(json.dumps({"main.ts": entry("main", "assets/main-1.js")}))
    assets.asset_path("main.js")
    changed = manifest.stat().st_mtime_ns + 1_000_000
    manifest.write_text(json.dumps({"main.ts": entry("main", "assets/main-2.js")}))
    os.utime(manifest, ns=(changed, changed))
    assert assets.asset_path("main.js") == "built/assets/main-2.js"


def test_without_a_build_the_error_says_what_to_run(manifest: Path) -> None:
    with pytest.raises(assets.AssetsNotBuiltError, match="npm run build"):
        assets.asset_path("main.js")


def test_an_unknown_name_is_answered_with_those_there_are(manifest: Path) -> None:
    manifest.write_text(json.dumps({"main.ts": entry("main", "assets/main-1.js")}))
    with pytest.raises(assets.AssetsNotBuiltError, match=r"There are: main\.js"):
        assets.asset_path("mian.js")


@pytest.mark.parametrize("name", ["main.js", "public.js", "mooring.css"])
def test_everything_the_layouts_load_has_been_built(name: str) -> None:
    assert (assets.BUILT.parent / assets.asset_path(name)).is_file()


def test_the_styles_are_light() -> None:
    assert (assets.BUILT.parent / assets.asset_path("mooring.css")).stat().st_size < 150_000


@pytest.mark.parametrize("name", ["main.js", "public.js", "mooring.css"])
def test_a_page_fetches_nothing_from_another_address(name: str) -> None:
    text = (assets.BUILT.parent / assets.asset_path(name)).read_text(encoding="utf-8")
    assert not re.findall(r"""(?:url\(|import\s*\(?|fetch\()\s*["']?(?:https?:)?//[^\s"')]+""", text)


def test_the_way_out_of_a_public_page_brings_no_other_script_along() -> None:
    text = (assets.BUILT.parent / assets.asset_path("public.js")).read_text(encoding="utf-8")
    assert len(text) < 3_000
    assert "htmx" not in text


def test_the_lock_file_names_no_place_to_download_from() -> None:
    assert '"resolved"' not in (PROJECT / "frontend" / "package-lock.json").read_text(encoding="utf-8")


def test_what_is_typed_is_never_put_into_the_browsers_storage() -> None:
    sources = [PROJECT / "frontend" / "main.ts", *(PROJECT / "frontend" / "modules").glob("*.ts")]
    assert len(sources) > 5
    stores = re.compile(r"localStorage|sessionStorage|indexedDB|caches\.open|document\.cookie\s*=[^=]")
    assert not [source.name for source in sources if stores.search(source.read_text(encoding="utf-8"))]


def colours() -> dict[str, str]:
    return dict(re.findall(r"^\$([a-z-]+): (#[0-9a-f]{6});", TOKENS.read_text(encoding="utf-8"), re.MULTILINE))


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2.2: 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


WORDS_ON_GROUND = [
    *((ink, ground) for ink in ("ink", "ink-quiet") for ground in ("ground", "surface", "sunken")),
    *((ink, ground) for ink in ("primary", "link", "link-visited", "danger") for ground in ("ground", "surface")),
    *(("ink", ground) for ground in ("good-light", "notice-light", "danger-light", "info-light", "primary-light")),
    *((state, f"{state}-light") for state in ("good", "notice", "danger", "info")),
    ("primary", "primary-light"),
    ("notice", "surface"),
]


@pytest.mark.parametrize(("ink", "ground"), WORDS_ON_GROUND)
def test_words_can_be_read(ink: str, ground: str) -> None:
    assert contrast(colours()[ink], colours()[ground]) >= 4.5


@pytest.mark.parametrize("ground", ["ground", "surface", "sunken"])
@pytest.mark.parametrize("mark", ["focus", "line-strong"])
def test_focus_and_the_edge_of_a_field_can_be_seen(mark: str, ground: str) -> None:
    assert contrast(colours()[mark], colours()[ground]) >= 3


@pytest.mark.parametrize("button", ["primary", "danger"])
def test_white_words_on_a_button_can_be_read(button: str) -> None:
    assert contrast("#ffffff", colours()[button]) >= 4.5
