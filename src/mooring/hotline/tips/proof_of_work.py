"""A little work for the sender's machine before a tip is taken in: nothing for one, a great deal for whoever sends thousands.

The task (ALTCHA, version 2) is signed and holds the key of the form, so nothing needs to be remembered: a solved one is good for
the receipt of this form and for no other. It is harder while many come. Without a script, time takes the place of work.
"""

from __future__ import annotations

import base64
import binascii
import json
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import altcha
from django.db import connection

from mooring.hotline.tips.receipt import FORM_KEY, new_form_key
from mooring.safeguards import keys

LASTS = 24 * 60 * 60  # seconds; a page may lie open for a night
ALGORITHM, PREFIX = "SHA-256", "00"  # one try in 256 fits
ROUNDS = 16  # hashes a try: some 4,000 in all, a tenth of a second
HARDER = ((600, 64), (300, 16), (120, 4))  # more than so many tips in the last minute: so many times the work
WITHOUT_SCRIPT = 20  # seconds that lie between opening the form and sending it, at the least
LONGEST = 4_000  # letters of a task or a solution


class Lane(StrEnum):
    """How a form came: its work done, or with time instead."""

    PROVEN = "proven"
    UNPROVEN = "unproven"


class NotOurForm(Exception):
    """The form was not given out by this house, or its time is over."""


class TooSoon(Exception):
    """Without the work done, the form came sooner than a person writes. `wait`: seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


@dataclass(frozen=True)
class Judged:
    """A form that may come in: its key, and in which lane."""

    form_key: str
    lane: Lane


def new_task(form_key: str = "") -> str:
    """A task for a form, as its hidden field holds it. Without a key it is for a new one."""
    made = altcha.create_challenge(
        ALGORITHM,
        ROUNDS * _times_harder(),
        key_prefix=PREFIX,
        expires_at=int(time.time()) + LASTS,
        data={"form": form_key or new_form_key(), "at": int(time.time())},
        hmac_secret=_secret(),
    )
    return base64.b64encode(json.dumps(made.to_dict()).encode()).decode()


def judge(task: str, solution: str) -> Judged:
    """Whether a form may come in. Raises `NotOurForm`, `TooSoon`."""
    challenge = _read(task)
    solved = _read_solution(solution)
    told = altcha.verify_solution(altcha.Payload(challenge, solved or altcha.Solution(0, "")), _secret())
    if told.expired or told.invalid_signature or told.invalid_signature is None:
        raise NotOurForm
    data = challenge.parameters.data or {}
    if told.verified:
        return Judged(data["form"], Lane.PROVEN)
    if (wait := data["at"] + WITHOUT_SCRIPT - int(time.time())) > 0:
        raise TooSoon(wait)
    return Judged(data["form"], Lane.UNPROVEN)


def form_key_of(task: str) -> str:
    """The key of the form that holds this task, so that it can be given a fresh one; empty when there is none in it.

    Not checked: a key that somebody made up opens nothing but what is sent with it.
    """
    try:
        return str((_read(task).parameters.data or {})["form"])
    except NotOurForm:
        return ""


def solve(task: str) -> str:
    """Do the work, as the sender's machine does it (tests, the benchmark)."""
    solved = altcha.solve_challenge(_read(task))
    assert solved is not None
    return f"{solved.counter}:{solved.derived_key}"


def _read(task: str) -> altcha.Challenge:
    try:
        if len(task) > LONGEST:
            raise ValueError
        given: Any = json.loads(base64.b64decode(task, validate=True))
        challenge = altcha.Challenge.from_dict(given)
        data, cost = challenge.parameters.data, challenge.parameters.cost
        # What is not signed yet must not make this machine work.
        if not isinstance(cost, int) or not 0 < cost <= ROUNDS * HARDER[0][1] or not isinstance(data, dict):
            raise ValueError
        if not FORM_KEY.match(data["form"]) or not isinstance(data["at"], int):
            raise ValueError
    except (binascii.Error, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NotOurForm from None
    return challenge


def _read_solution(words: str) -> altcha.Solution | None:
    counter, _colon, derived = words.partition(":")
    if len(words) > LONGEST or not (counter.isascii() and counter.isdecimal()) or int(counter) >= 2**32:
        return None
    return altcha.Solution(int(counter), derived)


def _secret() -> bytes:
    return keys.house_key("tip-proof-of-work")


_seen: dict[str, tuple[float, int]] = {}
SEEN_FOR = 5.0  # seconds


def _times_harder() -> int:
    """How many times the ordinary work is asked for now, by how many tips came in the last minute."""
    alias = str(connection.settings_dict["NAME"])
    until, tips = _seen.get(alias, (0.0, 0))
    if time.monotonic() > until:
        with connection.cursor() as cursor:
            cursor.execute("select mooring_tips_lately()")
            tips = int(cursor.fetchone()[0])
        _seen[alias] = (time.monotonic() + SEEN_FOR, tips)
    return next((times for most, times in HARDER if tips > most), 1)
