"""The stranger, who must learn nothing: not even whether a case exists."""

from __future__ import annotations

import re

from mooring.casework import actions
from tests.cast import Cast
from tests.journeys.conftest import Visitor


def test_a_stranger_cannot_tell_whether_a_case_exists(visitor: Visitor, behind_the_scenes: None) -> None:
    case = actions.open_case(by=Cast().social_worker)
    page = visitor("stranger")
    answers = []
    for pseudonym in (case.pseudonym, "DK-2222-2222-2"):
        response = page.goto(f"/cases/{pseudonym}/")
        assert response is not None
        text = page.locator("main").inner_text()
        answers.append((response.status, page.title(), re.sub(r"\s+", " ", text)))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404
    page.goto(f"/cases/?search={case.pseudonym}")
    assert case.pseudonym not in page.locator("main table, main ul").all_inner_texts().__str__()


def test_nobody_enters_without_signing_in(visitor: Visitor) -> None:
    page = visitor(None)
    for door in ("/", "/cases/", "/cases/DK-2222-2222-2/"):
        page.goto(door)
        assert "/account/login/" in page.url
