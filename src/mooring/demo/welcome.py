"""What the terminal says when the demo is ready."""

from __future__ import annotations

import os

from mooring.demo.countries import script

WELCOME = """\
  The demo country is at work. Choose who to be at  http://127.0.0.1:{port}/demo/

{told}

  Every person here is invented. The keys of a demo lie beside its data and protect nothing: write nothing real into it."""


def welcome() -> str:
    """Where to go, whom to sign in as, what to try first; and that nothing here is protected."""
    # The room may not import `running`, which reads the environment for everybody else.
    return WELCOME.format(told=script().told, port=os.environ.get("MOORING_PORT") or 8000)
