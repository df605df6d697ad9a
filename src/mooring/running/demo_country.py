"""A program of its own that builds the demo's country when there is none, and prints how to sign in.

Called with the word `ground`, and then as the owner of the database, it does only what the owner must do first.
Progress goes to standard error, the welcome to standard output, so that the caller can show it last.
"""

import sys
from contextlib import redirect_stdout

from . import django_programs


def main() -> int:
    """Lay the ground as the owner, or build what is missing as the application, and say how to sign in."""
    for_ground = sys.argv[1:] == ["ground"]
    django_programs.set_up("owner" if for_ground else "app")
    # Only now: its rooms need Django to be ready.
    from mooring import demo

    if for_ground:
        demo.lay_ground()
        return 0
    with redirect_stdout(sys.stderr):
        if not demo.is_built():
            demo.build()
    print(demo.welcome())
    return 0


if __name__ == "__main__":
    sys.exit(main())
