"""Django's own programs, each run apart so that what migrates is never the process that serves."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from .environment import Role

SETTINGS = "mooring.running.settings"


class ProgramFailed(Exception):
    """A program that Mooring started ended with an error, which it has printed itself."""


def environ(role: Role) -> dict[str, str]:
    """The environment of a child that works as the owner or as the application, never as both."""
    values = os.environ | {"DJANGO_SETTINGS_MODULE": SETTINGS, "MOORING_ROLE": role, "PYTHONUNBUFFERED": "1"}
    if role == "app":
        values.pop("MOORING_OWNER_DATABASE_URL", None)
    return values


def command(*words: str) -> list[str]:
    """One of Django's commands, as a program to start."""
    return [sys.executable, "-m", "django", *words]


def run(*words: str, role: Role, capture: bool = False) -> str:
    """Run one of Django's commands to its end. Raises `ProgramFailed`."""
    return _run(command(*words), " ".join(words), environ(role), capture)


def run_module(module: str, *words: str, role: Role, capture: bool = False) -> str:
    """Run a module of Mooring as a program of its own; what it printed, if asked. Raises `ProgramFailed`."""
    return _run([sys.executable, "-m", module, *words], module, environ(role), capture)


def migrate(*, each_step: bool = True) -> None:
    """Bring the tables up to date, as their owner."""
    run("migrate", "--no-input", "--verbosity", "1" if each_step else "0", role="owner")


def collect_static_files(environ: dict[str, str]) -> None:
    """Gather style sheets, scripts and pictures, if the web server does not find them where they lie."""
    settings = _settings()
    if not (place := getattr(settings, "STATIC_ROOT", None)):
        return
    if getattr(settings, "WHITENOISE_USE_FINDERS", False):
        Path(place).mkdir(parents=True, exist_ok=True)  # WhiteNoise warns of a missing one even so
    else:
        _run(command("collectstatic", "--no-input", "--verbosity", "0"), "collectstatic", environ, capture=False)


def set_up(role: Role = "app") -> None:
    """Make Django ready in this process, as the application unless the owner is meant."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    os.environ["MOORING_ROLE"] = role
    import django

    django.setup()


def _settings() -> Any:
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    from django.conf import settings

    return settings


def _run(words: list[str], name: str, environ: dict[str, str], capture: bool) -> str:
    done = subprocess.run(
        words,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if capture else None,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise ProgramFailed(f"'{name}' ended with code {done.returncode}.")
    return done.stdout or ""
