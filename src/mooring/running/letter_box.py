"""The demo's own mail server: it takes every letter the demo writes and keeps it in a folder. Nothing leaves the machine."""

import os
import socket
import sys
from pathlib import Path

HOST = "127.0.0.1"
FOLDER = "letters"


def open_letter_box(data: Path) -> list[str]:
    """Name a letter box of this machine as the demo's mail server, for what is started from here; answers the program to start.

    Empty when a mail server was named by hand: then that one is used.
    """
    if os.environ.get("MOORING_MAIL"):
        return []
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    os.environ["MOORING_MAIL"] = f"smtp+local://{HOST}:{port}"
    os.environ.setdefault("MOORING_MAIL_FROM", "mooring@demo.mooring.invalid")
    folder = data / FOLDER
    return [
        sys.executable,
        "-m",
        "aiosmtpd",
        "-n",
        "-l",
        f"{HOST}:{port}",
        "-c",
        "aiosmtpd.handlers.Mailbox",
        str(folder),
    ]
