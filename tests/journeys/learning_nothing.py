"""What somebody outside a case can try: every door into it, and the same doors into a case that does not exist."""

from __future__ import annotations

import re
from collections.abc import Mapping

from playwright.sync_api import Page

from mooring.casework.pseudonym import new_pseudonym
from mooring.web.doors import DOORS

NOBODYS = new_pseudonym("DK")
OF_THIS_ANSWER = re.compile(r'(value|nonce|data-form-owner|data-draft-url)="[^"]*"|[A-Za-z0-9]{64}')
IN_THE_PATH = re.compile(r"<(?:\w+:)?(\w+)>")
Answer = tuple[int, str]


def doors_into(pseudonym: str, named: str) -> list[str]:
    """The address of every door that leads into a case; `named` where a door is about one thing of it."""
    parts = {"case": pseudonym, "named": named, "code": "timeline", "number": "1"}
    return [
        "/" + IN_THE_PATH.sub(lambda part: parts.get(part[1], named), door.path)
        for door in DOORS
        if door.leads_into_a_case
    ]


def answer(page: Page, address: str, *, without: Mapping[str, str] | None = None) -> Answer:
    """What the house answers in this window: status and body, without what differs from answer to answer."""
    told = page.request.get(address, max_redirects=0)
    body = told.text()
    for words, instead in (without or {}).items():
        body = body.replace(words, instead)
    return told.status, OF_THIS_ANSWER.sub("", body)


def learns_nothing(page: Page, pseudonym: str, named: str) -> None:
    """Whoever looks out of this window cannot tell this case from one that does not exist, whatever door she tries."""
    real, unreal = doors_into(pseudonym, named), doors_into(NOBODYS, named)
    assert len(real) > 40
    for there, nowhere in zip(real, unreal, strict=True):
        found = answer(page, there, without={pseudonym: "…"})
        assert found[0] in (403, 404), there
        assert found == answer(page, nowhere, without={NOBODYS: "…"}), there
        assert pseudonym not in found[1], there
