"""Journeys: stories through a real browser, against the real server, on a database of their own that really commits."""

from __future__ import annotations

import base64
import http.client
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from mooring.running.embedded_postgres import Cluster
from tests.conftest import clone, drop, use_database

# Playwright's loop runs in this thread, and Django would take every query beside it for one made inside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

ROOT = Path(__file__).resolve().parents[2]
DATABASE = "mooring_journeys"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass(frozen=True)
class Site:
    """The running product: where it answers, where it writes its log, and the folder and environment in which it works."""

    address: str
    log: Path
    folder: Path
    environ: dict[str, str]

    @property
    def worker_log(self) -> Path:
        """What the background worker says."""
        return self.folder / "worker.log"

    @property
    def temporary(self) -> Path:
        """Where its processes put temporary files."""
        return self.folder / "temporary"

    @property
    def letters(self) -> Path:
        """The letter box: every mail as a file."""
        return self.folder / "letters"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/demo/")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


@pytest.fixture(scope="session")
def site(cluster: Cluster, django_db_setup: None) -> Iterator[Site]:
    """The server and its worker over a clone of the template, in demo mode, so that one can sign in as one of the cast."""
    clone(cluster, DATABASE)
    port = _free_port()
    folder = Path(tempfile.mkdtemp(prefix="mooring-journey-"))
    (folder / "temporary").mkdir()
    environ = os.environ | {
        "MOORING_MODE": "demo",
        "MOORING_DATA": str(folder),
        "MOORING_DATABASE_URL": cluster.url("mooring_app", DATABASE),
        "MOORING_MASTER_KEY": base64.b64encode(settings.MOORING_MASTER_KEY()).decode(),
        "MOORING_LEDGER_KEY": base64.b64encode(settings.MOORING_LEDGER_KEY()).decode(),
        "MOORING_SECRET_KEY": secrets.token_urlsafe(48),
        "DJANGO_SETTINGS_MODULE": "tests.journeys.settings",
        "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
        "TMPDIR": str(folder / "temporary"),
    }
    made = Site(f"http://127.0.0.1:{port}", folder / "server.log", folder, environ)
    command = [sys.executable, "-m", "gunicorn", "mooring.running.wsgi:application", "--worker-class", "gthread"]
    command += ["--threads", "4", "--bind", f"127.0.0.1:{port}", "--log-level", "warning", "--no-control-socket"]
    work = [sys.executable, "-m", "django", "procrastinate", "worker"]
    with (
        made.log.open("w") as log,
        made.worker_log.open("w") as said,
        subprocess.Popen(command, env=environ, stdout=log, stderr=log) as server,
        subprocess.Popen(work, env=environ, stdout=said, stderr=said) as worker,
    ):
        try:
            until = time.monotonic() + 120
            while not _answers(port):
                if server.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(made.log.read_text()[-4000:])
                time.sleep(0.1)
            yield made
        finally:
            for process in (worker, server):
                process.terminate()
            for process in (worker, server):
                process.wait(30)
            drop(cluster, DATABASE)
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the one that is installed, else Playwright's own. Fails when there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    installed = next((found for name in names if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=installed, args=BROWSER_FLAGS)
        yield running
        running.close()


Visitor = Callable[..., Page]


@pytest.fixture
def visitor(site: Site, browser: Browser) -> Iterator[Visitor]:
    """Open a browser window of its own, signed in as one of the cast (or as nobody); without scripts, where they are shut off."""
    contexts: list[BrowserContext] = []

    def visit(who: str | None = None, *, phone: bool = False, language: str = "en-GB", scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport=PHONE if phone else DESK,  # type: ignore[arg-type]
            locale=language,
            base_url=site.address,
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        if who is not None:
            page.goto("/demo/")
            page.get_by_role("button", name=f"{who} Test".replace("_", " "), exact=False).first.click()
            page.wait_for_url(f"{site.address}/")
        return page

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def behind_the_scenes(cluster: Cluster, site: Site, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let this test's own process act on the journeys' database, as the application: to tell what happened last month."""
    with django_db_blocker.unblock():
        use_database(cluster.url("mooring_app", DATABASE))
        try:
            yield
        finally:
            use_database(cluster.url("mooring_app", "mooring_test"))


@pytest.fixture
def owner_of_journeys(cluster: Cluster, site: Site) -> Callable[[], object]:
    """A connection of the owner to the journeys' database, for looking at what really lies there."""

    @contextmanager
    def connect() -> Iterator[psycopg.Connection]:
        with psycopg.connect(cluster.url("mooring_owner", DATABASE), autocommit=True) as session:
            yield session

    return connect
