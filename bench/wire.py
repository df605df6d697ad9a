"""A list of a hundred over the wire: the server as `mooring serve` runs it, and eight clients on this machine."""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles

from django.conf import settings

from bench.desks import Measured
from bench.pages import IN_ADDRESS, signed_in
from bench.processor import ALONE, NOT_ALONE, processor_of_all
from bench.report import Line, Report
from mooring.running.supervision import Programs

HOST = "127.0.0.1"
PATH = "/cases/?size=100"
CLIENTS, WARMING, REQUESTS = 8, 160, 1_200
LEAST_A_SECOND = 50.0
START_PATIENCE = 60.0  # seconds
CHAPTER = "Over the wire"


def measure(report: Report, who: Measured) -> None:
    """Ask the running server, and write requests a second and the waiting times into the report."""
    cookie = f"{settings.SESSION_COOKIE_NAME}={signed_in(who.officer).cookies[settings.SESSION_COOKIE_NAME].value}"
    with serving() as port:
        see_a_hundred(port, cookie)
        _asked(port, cookie, WARMING)
        before = processor_of_all()
        seconds, took = _asked(port, cookie, REQUESTS)
        busy = processor_of_all() - before
    rate = len(took) / seconds
    share = busy / seconds / (os.cpu_count() or 1)
    if 0 < share < ALONE:
        report.remark(CHAPTER, NOT_ALONE.format(share=share))
    cuts = quantiles(took, n=100)
    report.add(
        CHAPTER,
        Line(
            f"List of 100 of {who.sees} visible, {CLIENTS} clients, {len(took)} requests",
            f"{rate:.0f} a second",
            f"at least {LEAST_A_SECOND:.0f}",
            rate >= LEAST_A_SECOND,
        ),
        Line(
            "Processor time of one request, with its share of server, database and clients",
            f"{busy / len(took) * 1000:.0f} ms ({busy / seconds:.1f} of {os.cpu_count()} cores were ours)",
        ),
        Line(
            "Waiting time of a client, middle and 95 of 100", f"{cuts[49] * 1000:.0f} ms and {cuts[94] * 1000:.0f} ms"
        ),
    )


@contextmanager
def serving() -> Iterator[int]:
    """The web server and the background worker, as the command runs them, on a free port. Answers the port."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    command = [str(Path(sys.executable).with_name("mooring")), "serve"]
    with Programs() as programs:
        programs.start("The server", command, os.environ | {"MOORING_HOST": HOST, "MOORING_PORT": str(port)})
        _wait_for(port)
        yield port


def see_a_hundred(port: int, cookie: str) -> None:
    """What is measured is the list itself, a hundred lines long. Raises `AssertionError`."""
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    connection.request("GET", PATH, headers={"Cookie": cookie})
    answer = connection.getresponse()
    lines = len(set(re.findall(IN_ADDRESS, answer.read().decode())))
    connection.close()
    assert (answer.status, lines) == (200, 100), f"the list answered {answer.status} with {lines} cases"


def _asked(port: int, cookie: str, requests: int) -> tuple[float, list[float]]:
    script = Path(__file__).with_name("clients.py")
    words = [HOST, str(port), PATH, cookie, str(CLIENTS), str(requests)]
    done = subprocess.run([sys.executable, str(script), *words], capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    assert not answer["faults"], answer["faults"][0]
    return float(answer["seconds"]), [float(one) for one in answer["took"]]


def _wait_for(port: int) -> None:
    until = time.monotonic() + START_PATIENCE
    while time.monotonic() < until:
        try:
            with socket.create_connection((HOST, port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The server did not answer in {START_PATIENCE:.0f} s.")
