"""Writing a tip as somebody does who has no name here, and photographs that tell too much."""

from __future__ import annotations

import io
import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from mooring.hotline.models import Tip
from mooring.hotline.tips import proof_of_work
from mooring.hotline.tips.receipt import Receipt
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as

WRITE, BACK = "/report/en/", "/report/en/answers/"
PLACE = "55 deg 40 min, taken with Quxcam 9"


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"no field {name}"
    return found[1]


def opened(client: Client) -> dict[str, str]:
    """The hidden fields of a fresh page, with the work done."""
    task = hidden(client.get(WRITE).content.decode(), "task")
    return {"task": task, "solution": proof_of_work.solve(task)}


def receipt_in(answer: Any) -> Receipt:
    assert answer.status_code == 200, answer.status_code
    found = re.search(r"data-receipt>([\d ]+)<", answer.content.decode())
    assert found, "no receipt on the page"
    return Receipt.typed(found[1])


def told(client: Client, words: str = "Two people sleep in the workshop.", **more: Any) -> Receipt:
    """Tell something; answers the receipt."""
    return receipt_in(client.post(WRITE, opened(client) | {"words": words} | more))


def came_back(client: Client, receipt: Receipt, **more: Any) -> Any:
    return client.post(BACK, {"receipt": receipt.written} | more)


def tip_of(officer: Officer, receipt: Receipt) -> Tip:
    """The tip as an officer of the hotline sees it."""
    with acting_as(officer):
        return Tip.objects.get(receipt_hash=receipt.hashed)


def photograph() -> SimpleUploadedFile:
    """A photograph that tells where, with what and by whom it was taken."""
    notes = Image.Exif()
    notes[0x010E], notes[0x0110], notes[0x013B] = PLACE, "Quxcam 9", "Quxley Canary"
    notes.get_ifd(0x8825).update({1: "N", 2: (55.0, 40.0, 12.0), 3: "E", 4: (12.0, 34.0, 6.0)})
    written = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(written, "JPEG", exif=notes)
    assert b"Quxcam" in written.getvalue()
    return SimpleUploadedFile("Quxley at the workshop.jpg", written.getvalue(), "image/jpeg")
