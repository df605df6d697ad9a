"""The house stands as drawn: floors, files, and what is never written in them."""

from __future__ import annotations

import ast
import re
import socket
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.no_network import NetworkRefused

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "mooring"
FLOORS = [
    {"safeguards"},
    {"casework"},
    {"names"},
    {"referral"},
    {"screening"},
    {"identification", "support", "housing", "returns", "justice", "prevention"},
    {"outreach", "hotline"},
    {"statistics"},
    {"register", "programme"},
    {"demo"},
    {"web"},
]
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
SAYS_NOTHING = {
    "utils",
    "util",
    "helpers",
    "common",
    "misc",
    "base",
    "managers",
    "services",
    "signals",
    "shared",
    "tools",
}
PYTHON = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
LONG, TOO_LONG = 300, 500

# Where a row may be changed or erased, and why.
MAY_CHANGE = {
    "casework/models/facts.py": "superseding, the one change a fact may ever meet",
    "identification/models/met.py": "superseding, for an encounter that hangs on no case",
    "referral/models/steps.py": "superseding, where whoever comes second is told who was quicker",
    "referral/models/directory.py": "superseding, for an entry of the directory, which hangs on no case",
    "safeguards/drafts.py": "a draft is erased when it was sent",
    "safeguards/actions/first_administrators.py": "the owner makes earlier links of an administrator stop working",
    "safeguards/sessions.py": "sessions end",
    "safeguards/notices/sending.py": "a notice was sent, or is too old to keep; a browser that is gone is told no more",
    "safeguards/views/notices.py": "an officer has seen a notice of her own",
    "safeguards/actions/telling.py": "an officer's own browsers",
    "safeguards/identity_providers.py": "the owner enters the file of providers anew",
    "web/sign_in/sealed_sessions.py": "sessions end",
    "web/sign_in/shared_counts.py": "counts of failed sign-ins, which run out",
}


def tracked() -> list[Path]:
    """The files that are in the repository, or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [path for name in listed.splitlines() if (path := ROOT / name).is_file()]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_an_import_goes_down_and_never_up() -> None:
    assert lint_imports(config_filename=str(ROOT / ".importlinter"), cache_dir=None) == EXIT_STATUS_SUCCESS


def test_every_room_stands_on_a_floor() -> None:
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("mooring.")}
    assert ours <= FLOOR_OF.keys()


def test_a_table_points_down_and_never_at_a_sibling() -> None:
    """Import-linter cannot see a foreign key that names its model in a string."""
    wrong = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in FLOOR_OF
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model is not None
        for here, there in [(model._meta.app_label, field.related_model._meta.app_label)]
        if there in FLOOR_OF and here != there and FLOOR_OF[there] >= FLOOR_OF[here]
    ]
    assert wrong == []


def test_no_file_is_too_long_to_be_read() -> None:
    lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in PYTHON}
    assert {name: length for name, length in lengths.items() if length > TOO_LONG} == {}


def test_a_file_that_passes_300_lines_is_two() -> None:
    lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in PYTHON}
    assert {name: length for name, length in lengths.items() if length > LONG} == {}


def test_no_file_bears_a_name_that_says_nothing() -> None:
    assert [named(path) for path in SOURCE.rglob("*.py") if path.stem in SAYS_NOTHING] == []


def test_every_room_says_in_one_line_what_it_is() -> None:
    rooms = [path for path in SOURCE.glob("*/__init__.py") if path.parent.name != "locale"]
    silent = [
        named(path) for path in rooms if not (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "")
    ]
    assert silent == []


def test_nothing_that_is_appended_is_changed_or_erased() -> None:
    """Calls of `update` and `delete` on rows, by their look: after a manager or a query."""
    rows = re.compile(
        r"(objects|_default_manager|filter\(.*\)|all\(\)|standing\(\)|open\(\))\.(update|delete)\(|bulk_update\(|\.adelete\("
    )
    found = {
        str(path.relative_to(SOURCE))
        for path in PYTHON
        if rows.search(re.sub(r"\s*\n\s*\.", ".", path.read_text(encoding="utf-8")))
    }
    assert found - MAY_CHANGE.keys() == set()


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    forbidden = re.compile(
        "|".join(
            [
                r"(?<![\w.])/wo" r"rk/",
                r"\.\./sha" r"red",
                r"/tmp/br" r"ief",
                r"https?://[^\s\"']*(artifac" r"tory|nex" r"us|verdac" r"cio)",
                r"\b(clau" r"de|anthro" r"pic|chat" r"gpt|copi" r"lot)\b",
            ]
        ),
        re.IGNORECASE,
    )
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{named(path)}: {match.group()}" for match in forbidden.finditer(text)]
    assert found == []


def test_no_key_and_no_database_is_in_the_repository() -> None:
    assert [named(path) for path in tracked() if path.suffix in {".key", ".pem", ".sqlite3", ".env", ".mo"}] == []


def test_no_test_reaches_another_machine() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as plug:
        plug.settimeout(0.2)
        with pytest.raises(NetworkRefused):
            plug.connect(("192.0.2.1", 80))


def test_the_house_itself_calls_nobody() -> None:
    """No client of the network is imported; what must reach others comes with the room for it, and with its name here."""
    callers = {"requests", "httpx", "aiohttp", "urllib3", "urllib.request", "http.client", "smtplib", "ftplib"}
    allowed = {
        "running/serving.py",
        "running/demonstration.py",
        "safeguards/letters.py",
        "safeguards/notices/sending.py",  # the mail server of the house
        "safeguards/notices/push.py",  # the services of browsers' makers, by name
        "safeguards/ledger/anchoring.py",  # the head of the ledger goes where the operator says
    }
    found = {
        str(path.relative_to(SOURCE))
        for path in PYTHON
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Import) and any(alias.name in callers for alias in node.names))
        or (isinstance(node, ast.ImportFrom) and node.module in callers)
    }
    assert found - allowed == set()
