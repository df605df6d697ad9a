"""Where a key comes from: a file, the environment, or a program that asks a key service."""

from __future__ import annotations

import base64
import shlex
import sys
from pathlib import Path

import pytest

from mooring.running import environment, key_sources

KEY = bytes(range(32))
TEXT = base64.b64encode(KEY).decode()


def asking(tmp_path: Path, code: str, **more: str) -> environment.Environment:
    command = shlex.join([sys.executable, "-c", code])
    return environment.read(
        {"MOORING_MODE": "production", "MOORING_DATA": str(tmp_path), "MOORING_MASTER_KEY_COMMAND": command} | more
    )


def test_a_key_service_is_asked_once_in_a_process(tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    code = f"open({str(asked)!r}, 'a').write('once '); print({TEXT!r})"
    settings = asking(tmp_path, code)
    assert settings.master_key() == KEY
    assert settings.master_keys() == (KEY,)
    assert asked.read_text() == "once "


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import sys; print('SECRET'); print('SECRET', file=sys.stderr); sys.exit(3)", "ended with code 3"),
        ("print('SECRET and more')", "is not 32 bytes"),
        ("print('')", "must print the key"),
        ("import sys; sys.stdout.buffer.write(b'\\xff' * 32)", "must print the key"),
        ("import time; time.sleep(30)", "did not answer"),
    ],
)
def test_a_key_service_that_fails_is_told_without_what_it_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, said: str
) -> None:
    monkeypatch.setattr(key_sources, "COMMAND_PATIENCE", 2.0)
    with pytest.raises(environment.Refused, match=said) as refused:
        asking(tmp_path, code).master_key()
    assert "SECRET" not in str(refused.value)


def test_no_shell_reads_the_command(tmp_path: Path) -> None:
    settings = environment.read(
        {"MOORING_DATA": str(tmp_path), "MOORING_MASTER_KEY_COMMAND": f"echo {TEXT} ; touch {tmp_path}/shell"}
    )
    with pytest.raises(environment.Refused):
        settings.master_key()
    assert not (tmp_path / "shell").exists()
    missing = environment.read({"MOORING_DATA": str(tmp_path), "MOORING_MASTER_KEY_COMMAND": "/no/such/program"})
    with pytest.raises(environment.Refused, match="cannot be started"):
        missing.master_key()


def test_the_old_master_key_is_read_while_its_file_is_there(tmp_path: Path) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    new.write_text(TEXT)
    settings = environment.read(
        {
            "MOORING_DATA": str(tmp_path / "data"),
            "MOORING_MASTER_KEY_FILE": str(new),
            "MOORING_MASTER_KEY_OLD_FILE": str(old),
        }
    )
    assert settings.master_keys() == (KEY,)
    old.write_text(base64.b64encode(bytes(32)).decode())
    assert settings.master_keys() == (KEY, bytes(32))
    # The present one is changed under a running house.
    fresh = tmp_path / "fresh"
    fresh.write_text(base64.b64encode(b"n" * 32).decode())
    fresh.replace(new)
    assert settings.master_keys() == (b"n" * 32, bytes(32))


def test_a_wrong_old_key_is_refused_in_production_before_anything_starts(tmp_path: Path) -> None:
    wrong = tmp_path / "old"
    wrong.write_text("too short")
    found = environment.refusals(asking(tmp_path / "data", f"print({TEXT!r})", MOORING_MASTER_KEY_OLD_FILE=str(wrong)))
    assert any("MOORING_MASTER_KEY_OLD" in sentence for sentence in found)


def test_the_list_of_erasures_may_not_lie_beside_the_data(tmp_path: Path) -> None:
    found = environment.refusals(asking(tmp_path, f"print({TEXT!r})", MOORING_ERASURES=str(tmp_path / "list")))
    assert any("MOORING_ERASURES" in sentence for sentence in found)
