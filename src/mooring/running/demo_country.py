"""A program of its own that builds the demo's country when there is none, and prints how to sign in.

Progress goes to standard error, the welcome to standard output, so that the caller can show it last.
"""

import importlib
import sys
from contextlib import redirect_stdout

from . import django_programs


def main() -> int:
    """Build what is missing, as the application and through its actions; then say how to sign in."""
    django_programs.set_up()
    try:
        demo = importlib.import_module("mooring.demo")
    except ModuleNotFoundError as error:
        if error.name != "mooring.demo":
            raise
        print("This installation has no demo country yet.", file=sys.stderr)
        return 0
    with redirect_stdout(sys.stderr):
        if not demo.is_built():
            demo.build()
    print(demo.welcome())
    return 0


if __name__ == "__main__":
    sys.exit(main())
