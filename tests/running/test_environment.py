"""Settings come from the environment, and Mooring says in sentences why it will not start with some of them."""

import base64
import os
from pathlib import Path

import pytest

from mooring.running import environment, outward
from mooring.running.environment import BadSetting, Refused

KEY = base64.b64encode(bytes(range(32))).decode()


def production(folder: Path, **changes: str | None) -> dict[str, str]:
    """A production that is safe, changed as the test says; None takes a setting away."""
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir(exist_ok=True)
    for name in ("master", "ledger", "secret"):
        (elsewhere / name).write_text(KEY)
    settings: dict[str, str | None] = {
        "MOORING_MODE": "production",
        "MOORING_DATA": str(folder / "data"),
        "MOORING_HOST": "0.0.0.0",
        "MOORING_ALLOWED_HOSTS": "mooring.example",
        "MOORING_MASTER_KEY_FILE": str(elsewhere / "master"),
        "MOORING_LEDGER_KEY_FILE": str(elsewhere / "ledger"),
        "MOORING_SECRET_KEY_FILE": str(elsewhere / "secret"),
        "MOORING_LEDGER_HEAD": str(elsewhere / "head.json"),
        "MOORING_PROXIES": "1",
    }
    return {name: value for name, value in (settings | changes).items() if value is not None}


def sentences(settings: dict[str, str]) -> str:
    return "\n".join(environment.refusals(environment.read(settings)))


def test_a_safe_production_may_start(tmp_path: Path) -> None:
    assert sentences(production(tmp_path)) == ""


def test_a_demo_on_this_machine_may_start(tmp_path: Path) -> None:
    assert sentences({"MOORING_MODE": "demo", "MOORING_DATA": str(tmp_path)}) == ""


def test_who_forgets_the_mode_gets_production_and_is_asked_for_keys(tmp_path: Path) -> None:
    assert environment.read({}).mode == "production"
    said = sentences({"MOORING_DATA": str(tmp_path)})
    for name in ("MOORING_MASTER_KEY_FILE", "MOORING_LEDGER_KEY_FILE", "MOORING_SECRET_KEY_FILE"):
        assert f"set {name}" in said


@pytest.mark.parametrize("name", ["MOORING_MASTER_KEY_FILE", "MOORING_LEDGER_KEY_FILE", "MOORING_SECRET_KEY_FILE"])
def test_production_without_a_key_is_refused(tmp_path: Path, name: str) -> None:
    assert f"set {name}" in sentences(production(tmp_path, **{name: None}))


def test_a_key_beside_the_data_is_refused(tmp_path: Path) -> None:
    inside = tmp_path / "data" / "deep" / "master"
    inside.parent.mkdir(parents=True)
    inside.write_text(KEY)
    assert "lies in the data folder" in sentences(production(tmp_path, MOORING_MASTER_KEY_FILE=str(inside)))


def test_a_key_that_a_link_leads_to_beside_the_data_is_refused(tmp_path: Path) -> None:
    inside = tmp_path / "data" / "master"
    inside.parent.mkdir(parents=True)
    inside.write_text(KEY)
    link = tmp_path / "innocent"
    link.symlink_to(inside)
    assert "lies in the data folder" in sentences(production(tmp_path, MOORING_MASTER_KEY_FILE=str(link)))


def test_a_key_in_the_repository_is_refused(tmp_path: Path) -> None:
    inside = environment.project_folder() / "master.key"
    assert "lies in the repository" in sentences(production(tmp_path, MOORING_MASTER_KEY_FILE=str(inside)))


def test_a_data_folder_that_was_a_demo_is_refused_in_production(tmp_path: Path) -> None:
    demo = environment.read({"MOORING_MODE": "demo", "MOORING_DATA": str(tmp_path / "data")})
    assert len(demo.master_key()) == 32
    assert "this was a demo" in sentences(production(tmp_path))


def test_a_head_of_the_ledger_beside_the_ledger_is_refused(tmp_path: Path) -> None:
    assert "MOORING_LEDGER_HEAD" in sentences(production(tmp_path, MOORING_LEDGER_HEAD=None))


@pytest.mark.parametrize("names", [None, "*", "mooring.example,*"])
def test_production_must_know_its_own_names(tmp_path: Path, names: str | None) -> None:
    assert "MOORING_ALLOWED_HOSTS" in sentences(production(tmp_path, MOORING_ALLOWED_HOSTS=names))


def test_debug_pages_are_refused_in_production_and_on_a_public_address(tmp_path: Path) -> None:
    assert "MOORING_DEBUG" in sentences(production(tmp_path, MOORING_DEBUG="1", MOORING_HOST="127.0.0.1"))
    assert "MOORING_DEBUG" in sentences({"MOORING_MODE": "demo", "MOORING_DEBUG": "1", "MOORING_HOST": "192.0.2.7"})


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "mooring.example"])
def test_a_demo_on_a_public_address_is_refused(host: str) -> None:
    assert f"not on {host}" in sentences({"MOORING_MODE": "demo", "MOORING_HOST": host})


def test_a_demo_behind_a_public_name_is_refused() -> None:
    assert "not on mooring.example" in sentences({"MOORING_MODE": "demo", "MOORING_ALLOWED_HOSTS": "mooring.example"})


@pytest.mark.parametrize("host", ["127.0.0.1", "127.3.2.1", "::1", "[::1]", "localhost"])
def test_an_address_of_this_machine_alone_is_known_as_one(host: str) -> None:
    assert environment.is_loopback(host)


def test_a_key_of_the_wrong_length_is_refused_and_never_shown(tmp_path: Path) -> None:
    short = tmp_path / "short"
    short.write_text("c2hvcnQgYnV0IHNlY3JldA==")
    said = sentences(production(tmp_path, MOORING_MASTER_KEY_FILE=str(short)))
    assert "not 32 bytes" in said
    assert "c2hvcnQ" not in said


def test_a_key_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in sentences(production(tmp_path, MOORING_MASTER_KEY_FILE=str(tmp_path / "gone")))


def test_production_without_keys_gives_none_out(tmp_path: Path) -> None:
    settings = environment.read({"MOORING_DATA": str(tmp_path)})
    with pytest.raises(Refused):
        settings.master_key()
    with pytest.raises(Refused):
        settings.ledger_key()
    assert not (tmp_path / "keys").exists()


def test_a_demo_makes_keys_once_and_only_its_owner_reads_them(tmp_path: Path) -> None:
    settings = environment.read({"MOORING_MODE": "demo", "MOORING_DATA": str(tmp_path)})
    assert settings.master_key() == settings.master_key()
    assert settings.master_key() != settings.ledger_key()
    assert (settings.keys / "master.key").stat().st_mode & 0o777 == 0o600


def test_a_key_is_not_shown_when_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOORING_MASTER_KEY", KEY)
    settings = environment.read()
    assert settings.master_key() == bytes(range(32))
    assert KEY not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [("MOORING_PORT", "web"), ("MOORING_PORT", "0"), ("MOORING_MODE", "prod"), ("MOORING_DEBUG", "perhaps")],
)
def test_a_value_that_cannot_be_understood_is_named(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name):
        environment.read({name: value})


def test_an_address_of_a_database_is_read_whole() -> None:
    entry = environment.database_from_url("postgresql://who:p%40ss@/mooring?host=%2Ftmp%2Fm&sslmode=require", pool=True)
    assert (entry["USER"], entry["PASSWORD"], entry["HOST"], entry["NAME"]) == ("who", "p@ss", "/tmp/m", "mooring")
    assert entry["OPTIONS"]["sslmode"] == "require"
    assert entry["OPTIONS"]["pool"]


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(BadSetting, match="postgresql://"):
        environment.database_from_url("sqlite:///mooring.db", pool=False)


def test_settings_can_be_read_where_no_database_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOORING_DATA", str(tmp_path))
    assert environment.database()["HOST"] == "/no-database-runs-here"
    assert "MOORING_DATABASE_URL" not in os.environ


def test_mail_goes_unencrypted_to_this_machine_only() -> None:
    named = {"MOORING_MAIL": "smtp+local://127.0.0.1:8025", "MOORING_MAIL_FROM": "mooring@test.invalid"}
    mail = outward.read(named).mail
    assert (mail["EMAIL_PORT"], mail["EMAIL_USE_TLS"], mail["EMAIL_USE_SSL"]) == (8025, False, False)
    with pytest.raises(outward.BadAddress, match="on this machine"):
        outward.read(named | {"MOORING_MAIL": "smtp+local://mail.example.org:25"})
