"""A program of its own that makes a restored database fit to open: its keys, the erasures since, a new era of the ledger.

Called as the owner of the database, with the list of erasures. Everything is done in one transaction, or nothing.
"""

import sys
from pathlib import Path

from . import django_programs


def main() -> int:
    """Refuse a wrong master key, forget again whom others erased, end all sessions, begin an era of the ledger."""
    django_programs.set_up("owner")
    from django.db import connection, transaction

    from mooring.safeguards import erasure, erasure_list, keys, ledger
    from mooring.safeguards.ledger import head_file

    if found := keys.refusals():
        print("\n".join(found), file=sys.stderr)
        return 1
    outside = head_file.newest()
    with transaction.atomic():
        gone = erasure.replay(erasure_list.read_list(Path(sys.argv[1])))
        with connection.cursor() as cursor:
            # Who was signed in then signs in again; what only tells of those sessions goes with them.
            cursor.execute("delete from django_session")
            cursor.execute("delete from safeguards_signedin")
        # An era that an earlier restore of an older backup has begun already is not begun a second time.
        while ledger.begin_era("restore") <= (outside[0] if outside else 0):
            pass
    print(f"{gone} subjects that were erased since were forgotten again.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
