"""A thief: at a laptop left alone, with a cookie, with the table of sessions, a dump, a backup or the data folder. Nothing is learnt."""

from __future__ import annotations

import base64
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

import pyrage  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from mooring.casework import actions
from mooring.casework.models import Case
from mooring.names import actions as names
from mooring.running.embedded_postgres import Cluster
from tests.cast import PASSWORD, Cast
from tests.journeys import behind_the_lock as lock
from tests.journeys import signing_in, steps
from tests.journeys.canary import Canary, backup_of, dump, files_in, found_in_any
from tests.journeys.conftest import Site, Visitor
from tests.journeys.steps import OwnerConnection

EMAIL = "colleague@test.invalid"
ADDRESSES = ("", "notes/new/", "who/", "panels/notes/", "panels/timeline/", "documents/new/", "own-file/")


def a_case_with_secrets(canary: Canary) -> Case:
    worker = Cast().colleague
    case = actions.open_case(by=worker)
    actions.write_note(by=worker, case=case, words=canary.says("a note", "Where the brother must not look"))
    fields = {
        "given_names": canary.says("the given name", "Ombeline"),
        "family_name": canary.says("the name", "Xarquist"),
    }
    names.write_identity(by=worker, case=case, fields=fields)
    return case


def test_an_idle_laptop_and_a_stolen_cookie_show_nothing(
    visitor: Visitor, behind_the_scenes: None, owner_of_journeys: OwnerConnection
) -> None:
    canary = Canary()
    case = a_case_with_secrets(canary)
    laptop, thief = visitor(None), visitor(None)
    signing_in.for_the_first_time(laptop, EMAIL)
    expect(steps.window(laptop, case.pseudonym, "notes")).to_contain_text(canary.said["a note"])
    assert canary.found_in(left_in_the_browser(laptop)) == [], "the browser keeps what was shown"

    with owner_of_journeys() as owner:
        owner.execute(
            "update safeguards_signedin set seen_at = seen_at - interval '16 minutes'"
            " where officer_id = (select id from safeguards_officer where email = %s)",
            [EMAIL],
        )
    everything_leads_to(laptop, "/account/locked/", case, canary)
    laptop.go_back()
    assert canary.found_in(laptop.content()) == [], "going back shows what was there before the lock"
    laptop.goto(f"/cases/{case.pseudonym}/")
    expect(laptop.get_by_role("button", name="It is me")).to_have_count(0)
    unlock_with(laptop, "a guess of a thief")
    everything_leads_to(laptop, "/account/locked/", case, canary)
    laptop.goto(f"/cases/{case.pseudonym}/")
    unlock_with(laptop, PASSWORD)
    expect(steps.window(laptop, case.pseudonym, "notes")).to_contain_text(canary.said["a note"])

    assert laptop.evaluate("document.cookie").find("sessionid") == -1, "a script could read the cookie"
    thief.context.add_cookies([one for one in laptop.context.cookies() if one["name"] == "sessionid"])  # type: ignore[misc]
    thief.goto(f"/cases/{case.pseudonym}/")
    expect(thief.locator("h1")).to_contain_text(case.pseudonym)
    telephone = visitor("colleague", phone=True)
    telephone.goto("/account/sessions/")
    steps.send(telephone, "End all others")
    for page in (thief, laptop):
        everything_leads_to(page, "/account/login/", case, canary)
    expect(steps.window(telephone, case.pseudonym, "notes")).to_contain_text(canary.said["a note"])


def test_what_lies_on_the_disk_tells_a_thief_nothing(
    visitor: Visitor,
    behind_the_scenes: None,
    owner_of_journeys: OwnerConnection,
    cluster: Cluster,
    site: Site,
    tmp_path: Path,
) -> None:
    canary = Canary()
    case = a_case_with_secrets(canary)
    officer = visitor("colleague")
    lock.add_document(
        officer,
        case.pseudonym,
        kind="Letter",
        title=canary.says("a title"),
        name=canary.says("a file's name", "from-ombeline.txt"),
        content=canary.says("a letter").encode(),
    )
    the_table_of_sessions_lets_nobody_in(visitor(None), owner_of_journeys)
    officer.goto("/")
    expect(officer.locator("h1")).to_have_text("My day")

    stolen = tmp_path / "stolen"
    shutil.copytree(site.folder, stolen)
    backup, identity = backup_of(site, cluster, tmp_path / "backups")
    files = {str(path): path.read_bytes() for path in files_in(stolen)}
    assert any("/documents/" in path for path in files)
    assert found_in_any(canary, {**files, "a dump": dump(cluster), "a backup": backup.read_bytes()}) == {}

    assert "mooring_master_key" in refused(without_keys(site, stolen), "serve")
    other = without_keys(site, stolen) | {"MOORING_MASTER_KEY": base64.b64encode(secrets.token_bytes(32)).decode()}
    assert "master key" in started(other | {"MOORING_DATABASE_URL": site.environ["MOORING_DATABASE_URL"]})
    nothing_is_restored(site, backup, identity, other, tmp_path)


def everything_leads_to(page: Page, place: str, case: Case, canary: Canary) -> None:
    """Every page and every fragment of a page; the pseudonym itself is not learnt from the answer."""
    for address in ("/", "/cases/", *(f"/cases/{case.pseudonym}/{end}" for end in ADDRESSES)):
        for headers in ({}, {"HX-Request": "true"}):
            answer = page.request.get(address, max_redirects=0, headers=headers)
            shown = answer.text() + str(answer.headers)
            assert canary.found_in(shown) == [], address
            assert place in shown, (address, answer.status)
    page.goto(f"/cases/{case.pseudonym}/")
    assert place in page.url
    assert canary.found_in(page.content()) == []


def left_in_the_browser(page: Page) -> str:
    """What pages left in the browser itself, beside what they show."""
    kept: str = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    return kept


def unlock_with(page: Page, password: str) -> None:
    page.get_by_label("Password").fill(password)
    with page.expect_navigation():
        page.get_by_role("button", name="Unlock", exact=True).click()


def the_table_of_sessions_lets_nobody_in(thief: Page, owner: OwnerConnection) -> None:
    with owner() as session:
        rows = [row[0] for row in session.execute("select session_key from django_session").fetchall()]
    assert rows
    thief.goto("/account/login/")
    for key in rows[:20]:
        thief.context.add_cookies([{"name": "sessionid", "value": key, "url": thief.url}])
        answer = thief.request.get("/", max_redirects=0)
        assert "/account/login/" in answer.headers.get("location", ""), "a row of the table is a key to the house"


def without_keys(site: Site, folder: Path) -> dict[str, str]:
    """The environment of a thief: the data folder, and neither keys nor logins."""
    ours = {name: words for name, words in site.environ.items() if not name.startswith("MOORING_")}
    return ours | {
        "MOORING_MODE": "production",
        "MOORING_DATA": str(folder),
        "MOORING_PROXIES": "1",
        "MOORING_ALLOWED_HOSTS": "mooring.example",
        "MOORING_LEDGER_HEAD": str(folder.with_name("thiefs") / "head.json"),
        "MOORING_LEDGER_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
        "MOORING_SECRET_KEY": secrets.token_urlsafe(48),
    }


def refused(environ: dict[str, str], *words: str) -> str:
    """What one of Mooring's commands says when it refuses."""
    command = [sys.executable, "-m", "mooring.running.cli", *words]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode != 0, done.stdout
    return (done.stdout + done.stderr).casefold()


def started(environ: dict[str, str]) -> str:
    """What the web application says when it refuses to be loaded."""
    done = subprocess.run(
        [sys.executable, "-c", "import mooring.running.wsgi"],
        env=environ | {"DJANGO_SETTINGS_MODULE": "mooring.running.settings"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode != 0
    return done.stderr.casefold()


def nothing_is_restored(site: Site, backup: Path, identity: str, other: dict[str, str], folder: Path) -> None:
    """Neither without the identity, nor with the identity and another master key."""
    into, erasures = folder / "restored", folder / "erasures"
    erasures.touch()
    for file, words in (("made-up.age", str(pyrage.x25519.Identity.generate())), ("found.age", identity)):
        (folder / file).write_text(words)
    ledgers = site.environ["MOORING_LEDGER_KEY"]
    for file, environ, says in (
        ("made-up.age", other | {"MOORING_LEDGER_KEY": ledgers}, "does not open with this identity"),
        ("found.age", other | {"MOORING_LEDGER_KEY": ledgers}, "this is not the master key"),
        ("found.age", without_keys(site, folder) | {"MOORING_LEDGER_KEY": ledgers}, "master_key"),
    ):
        words = refused(
            environ,
            "restore",
            str(backup),
            f"--identity={folder / file}",
            f"--into={into}",
            f"--erasures={erasures}",
        )
        assert says in words, words
        assert not into.exists()
    assert list(folder.glob(".restored*")) == []
