"""What the terminal says when the demo is ready."""

from __future__ import annotations

import os

WELCOME = """\
  The demo country is at work. Choose who to be at  http://127.0.0.1:{port}/demo/

  1. Astrid Ankerbøje, social worker:  her day, last night's police action, a person's case from signal to plan.
  2. Ditte Dønning, immigration service, or Carla Kompasrose, national centre:  decide; grant a period and extend it.
  3. Maja Mastetop, statistician:  last month's table as known then and now.  Laust Lanterne:  what he cannot see.

  Every person here is invented. The keys of a demo lie beside its data and protect nothing: write nothing real into it."""


def welcome() -> str:
    """Where to go, whom to sign in as, what to try first; and that nothing here is protected."""
    # The room may not import `running`, which reads the environment for everybody else.
    return WELCOME.format(port=os.environ.get("MOORING_PORT") or 8000)
