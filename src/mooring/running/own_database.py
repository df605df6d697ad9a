"""A database for a while: the outside server that was named, the embedded one at work already, or one started here."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .embedded_postgres import Cluster, prepare
from .environment import Environment, Refused
from .running_cluster import find_running

FOLDER = "database"


def cluster_of(environment: Environment, say: Callable[[str], None]) -> Cluster:
    """The embedded database of this data folder, not started."""
    return Cluster(Path(environment.data) / FOLDER, say=say)


@contextmanager
def database_at_hand(
    environment: Environment, say: Callable[[str], None], *, as_owner: bool = False, alone: bool = False
) -> Iterator[Callable[[], bool]]:
    """See that there is a database while the block runs, and stop it afterwards if it was started here.

    Gives a question that can be asked at any time: whether it lives still, as far as it is ours to know.
    `alone` asks for a server of one's own: a second one on the same folder raises `AlreadyRunning`.
    Raises `Refused` when an outside server is named for one login but not for the one needed.
    """
    outside = {name: os.environ.get(name) for name in ("MOORING_DATABASE_URL", "MOORING_OWNER_DATABASE_URL")}
    if any(outside.values()):
        needed = "MOORING_OWNER_DATABASE_URL" if as_owner else "MOORING_DATABASE_URL"
        if not outside[needed]:
            raise Refused(f"An outside database is named, but {needed} is not set, and this needs it.")
        yield lambda: True
        return
    if not alone and find_running(environment.data) is not None:
        yield lambda: True
        return
    with cluster_of(environment, say) as cluster:
        prepare(cluster)
        yield lambda: cluster.running
