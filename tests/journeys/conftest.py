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
    """The running product: where it answers, and where it writes its log."""

    address: str
    log: Path


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
    """The server over a clone of the template, in demo mode, so that one can sign in as one of the cast."""
    clone(cluster, DATABASE)
    port = _free_port()
    folder = Path(tempfile.mkdtemp(prefix="mooring-journey-"))
    environ = os.environ | {
        "MOORING_MODE": "demo",
        "MOORING_DATA": str(folder),
        "MOORING_DATABASE_URL": cluster.url("mooring_app", DATABASE),
        "MOORING_MASTER_KEY": base64.b64encode(settings.MOORING_MASTER_KEY()).decode(),
        "MOORING_LEDGER_KEY": base64.b64encode(settings.MOORING_LEDGER_KEY()).decode(),
        "MOORING_SECRET_KEY": secrets.token_urlsafe(48),
        "DJANGO_SETTINGS_MODULE": "mooring.running.settings",
    }
    command = [sys.executable, "-m", "gunicorn", "mooring.running.wsgi:application", "--worker-class", "gthread"]
    command += ["--threads", "4", "--bind", f"127.0.0.1:{port}", "--log-level", "warning", "--no-control-socket"]
    log = (folder / "server.log").open("w")
    with subprocess.Popen(command, env=environ, stdout=log, stderr=log) as server:
        try:
            until = time.monotonic() + 40
            while not _answers(port):
                if server.poll() is not None or time.monotonic() > until:
                    raise RuntimeError((folder / "server.log").read_text()[-4000:])
                time.sleep(0.1)
            yield Site(f"http://127.0.0.1:{port}", folder / "server.log")
        finally:
            server.terminate()
            server.wait(20)
            log.close()
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
