"""Serving: the web server and the background worker, with the database under them."""

import http.client
import os
import socket
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from . import django_programs
from .environment import Environment, Refused, is_loopback, refusals
from .own_database import database_at_hand
from .supervision import Programs

WORKERS = 2
THREADS = 4
Say = Callable[[str], None]


class DatabaseEnded(Exception):
    """The database under a serving Mooring has ended by itself."""


def refuse_when_unsafe(environment: Environment) -> None:
    """Raise `Refused` with every reason why Mooring may not run like this."""
    if found := refusals(environment):
        raise Refused("\n".join(found))


def see_that_the_port_is_free(environment: Environment) -> None:
    """Say now, not after minutes of building, that the address is taken. Raises `Refused`."""
    family = socket.AF_INET6 if ":" in environment.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((environment.host.strip("[]"), environment.port))
        except OSError as error:
            raise Refused(
                f"Mooring cannot listen on {environment.host}:{environment.port} ({error.strerror}). "
                "Stop what runs there, or set MOORING_PORT to another number."
            ) from error


def serve(environment: Environment, say: Say) -> int:
    """Serve until somebody asks to stop or a program ends; the exit code. Raises `Refused` when unsafe."""
    refuse_when_unsafe(environment)
    see_that_the_port_is_free(environment)
    with database_at_hand(environment, say, alone=True) as database_lives:
        return run_programs(environment, say, address_of(environment), database_lives)


def run_programs(
    environment: Environment,
    say: Say,
    greeting: str,
    database_lives: Callable[[], bool] = lambda: True,
    *,
    letter_box: Sequence[str] = (),
) -> int:
    """Run the web server and the worker over a database that is at hand; greet when the first page answers.

    When one of the three ends, all end, with a code other than nought: whoever started us starts us again, and that repairs it.
    """
    environ = django_programs.environ("app")
    greeted = False

    def greet() -> None:
        nonlocal greeted
        if not database_lives():
            raise DatabaseEnded
        if not greeted and _answers(environment):
            greeted = True
            say(greeting)

    django_programs.collect_static_files(environ)
    with Programs() as programs:
        if letter_box:
            programs.start("The letter box", letter_box, environ)
        programs.start("The web server", _web_server(environment), environ)
        programs.start("The background worker", django_programs.command("procrastinate", "worker"), environ)
        try:
            name, code = programs.first_to_end(greet)
        except DatabaseEnded:
            name, code = "The database", 1
        say(f"{name} has ended (code {code}); stopping everything.")
        return code or 1


def address_of(environment: Environment) -> str:
    """The address to open in a browser."""
    host = f"[{environment.host}]" if ":" in environment.host else environment.host
    return f"Mooring answers on http://{host}:{environment.port}/   Stop it with Ctrl-C."


def _web_server(environment: Environment) -> list[str]:
    host = f"[{environment.host}]" if ":" in environment.host else environment.host
    command = [sys.executable, "-m", "gunicorn", "mooring.running.wsgi:application", "--worker-class", "gthread"]
    command += ["--bind", f"{host}:{environment.port}", "--workers", os.environ.get("WEB_CONCURRENCY", str(WORKERS))]
    command += ["--threads", str(THREADS), "--graceful-timeout", "10", "--no-control-socket", "--log-level", "warning"]
    # A beat written to a slow disk has made healthy workers look dead.
    shared_memory = Path("/dev/shm")  # noqa: S108
    if os.access(shared_memory, os.W_OK):
        command += ["--worker-tmp-dir", str(shared_memory)]
    return command


def _answers(environment: Environment) -> bool:
    host = environment.host.strip("[]") if is_loopback(environment.host) else "127.0.0.1"
    connection = http.client.HTTPConnection(host, environment.port, timeout=5)
    try:
        connection.request("GET", "/", headers={"Host": environment.allowed_hosts[0]})
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
