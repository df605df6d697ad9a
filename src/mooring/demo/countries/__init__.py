"""What differs between the demos of the countries: who plays, what happened, and who was met. Plain data; the story is told by the demo."""

from __future__ import annotations

from importlib import import_module

from django.conf import settings

from mooring.demo.script import Script


def script() -> Script:
    """The script of this installation's country. Raises `ModuleNotFoundError` where nobody has written one."""
    found: Script = import_module(f"mooring.demo.countries.{settings.MOORING_COUNTRY.key}").SCRIPT
    return found
