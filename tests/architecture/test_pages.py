"""The pages: no script and no style within them, and no word about a person where it would travel."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.test_floors import SOURCE, named

TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
NOT_ON_A_PAGE = ["razzia", "prostitute", "detainee", "duplicate person", "prostitueret", "sexarbejder"]

# Pages for anybody: no cookie and no session stands behind them, so there is nothing that could be forged.
WITHOUT_AUTHORITY = {
    "tip_write.html",
    "tip_received.html",
    "tip_answers.html",
    "sealed_ask.html",
    "sealed_page.html",
}


def without_comments(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return re.sub(r"{#.*?#}|{% comment .*?{% endcomment %}", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_a_page_holds_no_script_and_no_style_of_its_own(template: Path) -> None:
    text = without_comments(template)
    # A block of JSON is data: the browser does not run it, and the policy does not stop it.
    assert re.findall(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))[^>]*>", text) == []
    assert re.findall(r"<style\b", text) == []
    tags = re.findall(r"<[a-z][^>]*>", text)
    assert [tag for tag in tags if re.search(r"\s(style|on[a-z]+|hx-on[:\w-]*)\s*=", tag)] == []
    assert "javascript:" not in text


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_a_page_loads_nothing_from_elsewhere(template: Path) -> None:
    assert re.findall(r"(?:src|href|action)=[\"'](?:https?:)?//[^\"']*", without_comments(template)) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_a_title_names_no_case_and_no_person(template: Path) -> None:
    """Titles travel: into the history of a browser, onto a shared screen."""
    text = without_comments(template)
    titles = re.findall(r"{% block title %}(.*?){% endblock", text, flags=re.DOTALL) + re.findall(
        r"<title>(.*?)</title>", text
    )
    for title in titles:
        assert not re.search(r"{{[^}]*\b(case|pseudonym|identity|person|name)\b", title), title


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_a_form_that_is_sent_is_guarded_against_forgery(template: Path) -> None:
    text = without_comments(template)
    for form in (
        re.findall(r"<form\b.*?</form>", text, flags=re.DOTALL) if template.name not in WITHOUT_AUTHORITY else ()
    ):
        if re.search(r"method=[\"']post", form, re.IGNORECASE):
            assert "csrf_token" in form or "{% element form" in form


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_no_word_stands_on_a_page_that_would_hurt(template: Path) -> None:
    text = without_comments(template).lower()
    assert [word for word in NOT_ON_A_PAGE if word in text] == []
