"""Tips under load and under the axe: eight clients at once, web workers killed in the middle, and not one tip lost or twice there.

A real Mooring as `mooring serve` runs it, with its own database, which waits for the disk at each commit.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from typing import Any

from bench.processor import ALONE, NOT_ALONE, processor_of_all
from bench.report import Line, Report
from mooring.running.django_programs import SETTINGS
from mooring.running.supervision import Programs

CLIENTS, EACH = 8, 250
LEAST_A_SECOND = 100.0
KILLED_AFTER = (3.0, 7.0)  # seconds from the start
START_PATIENCE = 90.0
CHAPTER = "Tips without a name"


def measure(report: Report) -> None:
    """Send, kill, send on; then open every tip that has a receipt."""
    with serving() as (port, environ):
        clients = [_client(port, which, environ) for which in range(CLIENTS)]
        for client in clients:
            assert client.stdout is not None and client.stdout.readline().strip() == "ready"
        killed: list[int] = []
        axe = threading.Thread(target=_kill_workers, args=(killed,), daemon=True)
        before, began = processor_of_all(), time.perf_counter()
        axe.start()
        answers = [_sent(client) for client in _started(clients)]
        seconds = time.perf_counter() - began
        busy = processor_of_all() - before
        receipts: dict[str, str] = {}
        for answer in answers:
            receipts |= answer["receipts"]
        opened = _opened(receipts, environ)
    _write(report, answers, receipts, opened, seconds, len(killed))
    share = busy / seconds / (os.cpu_count() or 1)
    report.add(
        CHAPTER,
        Line(
            "Processor time of one tip, with its share of server, database and clients",
            f"{busy / len(receipts) * 1000:.1f} ms ({busy / seconds:.1f} of {os.cpu_count()} cores were ours)",
        ),
    )
    if 0 < share < ALONE:
        report.remark(CHAPTER, NOT_ALONE.format(share=share))


def _write(
    report: Report,
    answers: list[dict[str, Any]],
    receipts: dict[str, str],
    opened: dict[str, Any],
    seconds: float,
    killed: int,
) -> None:
    took = [float(one) for answer in answers for one in answer["took"]]
    again = sum(int(answer["again"]) for answer in answers)
    refused = sum(int(answer["refused"]) for answer in answers)
    rate, sent, cuts = len(took) / seconds, CLIENTS * EACH, quantiles(took, n=100)
    lost, twice = opened["lost"], int(opened["messages"]) - sent
    none_lost = not lost and len(receipts) == sent and opened["tips"] == sent
    report.add(
        CHAPTER,
        Line(
            f"{sent} tips by {CLIENTS} clients, each until it holds a receipt",
            f"{rate:.0f} a second",
            f"at least {LEAST_A_SECOND:.0f}",
            rate >= LEAST_A_SECOND,
        ),
        Line(
            f"Receipts shown, tips that open with their words; {killed} web workers killed meanwhile",
            f"{len(receipts)}, {len(receipts) - len(lost)}",
            "none lost",
            none_lost and killed > 0,
        ),
        Line("Messages there twice", str(twice), "none", twice == 0),
        Line(
            "Waiting time of a client, middle and 95 of 100", f"{cuts[49] * 1000:.0f} ms and {cuts[94] * 1000:.0f} ms"
        ),
        Line("Sent again after a connection broke; answers without a receipt", f"{again}; {refused}"),
    )
    report.remark(
        CHAPTER,
        "The clients run on the same cores, and have done the proof of work before the clock starts. Each tip comes from a network of"
        " its own, so that the limits for one network do not hold it back. Each commit waits for the disk.",
    )


@contextmanager
def serving() -> Iterator[tuple[int, dict[str, str]]]:
    """A Mooring of its own at work on a free port; answers the port and the environment of its programs."""
    folder = Path(tempfile.mkdtemp(prefix="mooring-tips-"))
    folder.chmod(0o711)  # the database may run as another user and must reach its own folder
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environ = {name: value for name, value in os.environ.items() if not name.startswith("MOORING_")}
    environ |= {
        "MOORING_MODE": "test",
        "MOORING_DATA": str(folder),
        "MOORING_HOST": "127.0.0.1",
        "MOORING_PORT": str(port),
        "MOORING_PROXIES": "1",
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    command = [sys.executable, "-m", "mooring.running.cli"]
    try:
        subprocess.run([*command, "migrate"], env=environ, check=True, stdout=subprocess.DEVNULL)
        with Programs() as programs:
            programs.start("The server", [*command, "serve"], environ)
            _wait_for(port)
            yield port, environ
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _client(port: int, which: int, environ: dict[str, str]) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "bench.tip_clients", str(port), str(which), str(EACH)]
    return subprocess.Popen(words, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _started(clients: list[subprocess.Popen[str]]) -> list[subprocess.Popen[str]]:
    for client in clients:
        assert client.stdin is not None
        client.stdin.write("go\n")
        client.stdin.flush()
    return clients


def _sent(client: subprocess.Popen[str]) -> dict[str, Any]:
    assert client.stdout is not None
    answer: dict[str, Any] = json.loads(client.stdout.readline())
    client.wait(30)
    return answer


def _opened(receipts: dict[str, str], environ: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.tips_opened"],
        input=json.dumps(receipts),
        env=environ | {"MOORING_ROLE": "owner"},
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _kill_workers(killed: list[int]) -> None:
    """Kill one web worker, and later another, as a machine without memory would: without a word."""
    began = time.monotonic()
    for after in KILLED_AFTER:
        time.sleep(max(0.0, began + after - time.monotonic()))
        workers = _web_workers()
        if workers:
            os.kill(workers[0], signal.SIGKILL)
            killed.append(workers[0])


def _web_workers() -> list[int]:
    """The web workers that descend from this process: those whose parent is a web server too."""
    parents: dict[int, int] = {}
    servers: set[int] = set()
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(file.parent.name)] = int(file.read_text(errors="replace").rpartition(")")[2].split()[1])
            if b"gunicorn" in (file.parent / "cmdline").read_bytes():
                servers.add(int(file.parent.name))
        except OSError:  # it has ended in the meantime
            continue
    ours = {os.getpid()}
    while more := {one for one, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sorted(one for one in servers & ours if parents[one] in servers)


def _wait_for(port: int) -> None:
    until = time.monotonic() + START_PATIENCE
    while time.monotonic() < until:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The server did not answer in {START_PATIENCE:.0f} s.")
