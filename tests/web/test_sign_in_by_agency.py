"""Sign-in by an agency's own identity provider, over real HTTP: who is let in, in which roles, and for how long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client
from pytest_django.fixtures import Settings

from mooring.running.embedded_postgres import Cluster
from mooring.running.sign_in_settings import read as sign_in_settings
from mooring.safeguards import identity_providers
from mooring.safeguards.models import ClaimedRole, Officer, Posting
from mooring.safeguards.provider_file import BadProviderFile, read_providers
from tests.cast import Cast
from tests.conftest import use_database
from tests.web.identity_provider import CLIENT, SECRET, Directory, directory

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
FILE = """
[harbour]
name = "Harbour"
server_url = "{server}"
client_id = "{client}"
client_secret_file = "{secret}"
email_domains = ["test.invalid"]
second_factor = {{ amr = ["mfa"] }}
[[harbour.postings]]
claim = "groups"
value = "mooring"
desk = "harbour-desk"
role = "{role}"
"""
NEWCOMER = {"sub": "n-1", "email": "newcomer@test.invalid", "email_verified": True, "name": "Newcomer Test"}
STRANGER = {"sub": "s-1", "email": "stranger@test.invalid", "email_verified": True}
Enter = Callable[[dict[str, Any]], Client]


@pytest.fixture
def provider() -> Iterator[Directory]:
    with directory() as known:
        yield known


def file_of(folder: Path, server: str, role: str = "social_worker") -> Path:
    (folder / "secret").write_text(SECRET)
    file = folder / "providers.toml"
    file.write_text(FILE.format(server=server, client=CLIENT, secret=folder / "secret", role=role))
    return file


@pytest.fixture
def enter(own_database: str, provider: Directory, tmp_path: Path, settings: Settings, cluster: Cluster) -> Enter:
    """Go to the agency's sign-in and come back with what its directory says."""
    file = file_of(tmp_path, provider.address)
    settings.MOORING_IDENTITY_PROVIDERS = file
    load_as_owner(file, cluster)

    def go(claims: dict[str, Any]) -> Client:
        provider.claims = claims
        client = Client()
        leaving = client.post("/account/agency/harbour/", {"next": "/cases/"})
        assert leaving.status_code == 302, leaving.content.decode()
        assert "code_challenge=" in leaving["Location"]
        sent_back = requests.get(leaving["Location"], allow_redirects=False, timeout=5)
        back = urlsplit(sent_back.headers["Location"])
        client.came_back = client.get(f"{back.path}?{back.query}")  # type: ignore[attr-defined]
        return client

    return go


def load_as_owner(file: Path, cluster: Cluster) -> None:
    """What the command does: enter the file, logged in as the owner of the database."""
    name = str(connection.settings_dict["NAME"])
    use_database(cluster.url("mooring_owner", name))
    try:
        identity_providers.load(file)
    finally:
        use_database(cluster.url("mooring_app", name))


def let_in(client: Client) -> bool:
    return int(client.came_back.status_code) == 302 and "_auth_user_id" in client.session  # type: ignore[attr-defined]


def test_an_officer_of_the_agency_comes_in_and_keeps_her_own_postings(enter: Enter) -> None:
    client = enter(STRANGER | {"amr": ["pwd", "mfa"]})
    assert let_in(client)
    assert client.came_back["Location"] == "/cases/"  # type: ignore[attr-defined]
    assert client.get("/cases/").status_code == 200
    assert client.get("/").context["officer"] == Cast().stranger
    assert Posting.objects.filter(officer=Cast().stranger).count() == 1


def test_without_the_agencys_second_factor_our_own_is_asked_for(enter: Enter) -> None:
    client = enter(STRANGER | {"amr": ["pwd"]})
    assert let_in(client)
    assert client.get("/cases/")["Location"] == "/account/codes/totp/activate/"


def test_a_new_officer_is_posted_by_claim_for_a_day_at_most(enter: Enter, as_owner: Owner) -> None:
    client = enter(NEWCOMER | {"groups": ["others", "mooring"], "amr": ["mfa"]})
    assert client.get("/cases/").status_code == 200
    officer = Officer.objects.get(email="newcomer@test.invalid")
    assert not officer.has_usable_password()
    (posting,) = Posting.objects.filter(officer=officer)
    assert (posting.desk.code, posting.role) == ("harbour-desk", "social_worker")
    assert posting.until is not None
    assert (posting.until - posting.since).total_seconds() <= 24 * 3600 + 60
    with as_owner() as owner:
        lines = owner.execute("select verb from safeguards_ledgerline where code = 'by_agency' order by id").fetchall()
    assert lines == [("officer.add",), ("posting.begin",)]


def test_the_posting_goes_on_with_the_claim_and_ends_with_it(enter: Enter) -> None:
    first = enter(NEWCOMER | {"groups": "mooring", "amr": ["mfa"]})
    officer = Officer.objects.get(email="newcomer@test.invalid")
    begun = Posting.objects.get(officer=officer).until
    enter(NEWCOMER | {"groups": "mooring", "amr": ["mfa"]})
    again = Posting.objects.get(officer=officer).until
    assert begun is not None
    assert again is not None
    assert again > begun
    assert first.get("/").status_code == 200
    client = enter(NEWCOMER | {"amr": ["mfa"]})
    assert let_in(client)
    assert Officer.objects.get(pk=officer.pk).running_postings() == []
    assert client.get("/cases/").status_code == 403
    assert first.get("/").status_code == 302


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        (NEWCOMER, "nobody is entered without a claim that the agency's mapping names"),
        (NEWCOMER | {"groups": ["administrators"]}, "nor with another claim"),
        (STRANGER | {"email_verified": False}, "an address must be verified"),
        (STRANGER | {"email": "stranger@elsewhere.invalid"}, "and lie in the agency's domains"),
        (STRANGER | {"email": "stranger@test.invalid.elsewhere.invalid"}, "wholly"),
        (STRANGER | {"email": "administrator@test.invalid"}, "an administrator comes in by no directory"),
        (STRANGER | {"email": "police@test.invalid", "groups": ["mooring"]}, "nor does who serves at another agency"),
        (STRANGER | {"aud": "another"}, "the token must be for this house"),
        (STRANGER | {"iss": "https://elsewhere.invalid"}, "from this provider"),
        (STRANGER | {"exp": 1_000_000_000}, "and of today"),
    ],
)
def test_nobody_else_is_let_in(claims: dict[str, Any], why: str, enter: Enter) -> None:
    officers = Officer.objects.count()
    client = enter(claims)
    assert not let_in(client), why
    assert client.came_back.status_code == 401  # type: ignore[attr-defined]
    assert "test.invalid" not in client.came_back.content.decode()  # type: ignore[attr-defined]
    assert Officer.objects.count() == officers


def test_a_token_signed_by_another_is_refused(enter: Enter, provider: Directory) -> None:
    provider.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert not let_in(enter(STRANGER))


def test_an_address_given_to_a_new_colleague_opens_nothing(enter: Enter) -> None:
    assert let_in(enter(STRANGER))
    assert not let_in(enter(STRANGER | {"sub": "s-2"}))


def test_an_answer_nobody_asked_for_is_refused(enter: Enter) -> None:
    enter(STRANGER)
    assert Client().get("/account/agency/harbour/back/?code=x&state=y").status_code == 401
    assert Client().get("/account/agency/harbour/").status_code == 405
    assert Client().post("/account/agency/nowhere/").status_code == 404


def test_the_library_keeps_nothing_of_what_the_agency_told(enter: Enter, as_owner: Owner) -> None:
    enter(NEWCOMER | {"groups": ["mooring"]})
    with as_owner() as owner:
        for table in ("socialaccount_socialaccount", "socialaccount_socialtoken", "socialaccount_socialapp"):
            assert owner.execute(f"select count(*) from {table}").fetchone() == (0,)
        subjects = owner.execute("select subject from safeguards_agencyidentity").fetchall()
    assert subjects
    assert "n-1" not in str(subjects)


def test_without_what_the_owner_entered_a_configured_provider_lets_nobody_in(enter: Enter, as_owner: Owner) -> None:
    with as_owner() as owner:
        owner.execute("update safeguards_identityprovider set domains = '[]'")
    assert not let_in(enter(STRANGER))


def test_the_sign_in_page_offers_the_agency_and_may_lead_there(enter: Enter) -> None:
    assert "Harbour" in Client().get("/account/login/").content.decode()


@pytest.mark.parametrize("role", ["administrator", "name_matcher", "data_protection_officer"])
def test_no_directory_gives_a_role_above_an_agency(
    role: str, own_database: str, cluster: Cluster, tmp_path: Path
) -> None:
    file = file_of(tmp_path, "https://login.example", role)
    with pytest.raises(BadProviderFile):
        load_as_owner(file, cluster)


def test_a_desk_of_another_agency_is_refused(own_database: str, cluster: Cluster, tmp_path: Path) -> None:
    file = file_of(tmp_path, "https://login.example")
    file.write_text(file.read_text().replace("harbour-desk", "police-liaison"))
    with pytest.raises(BadProviderFile, match="no desk of this agency"):
        load_as_owner(file, cluster)


@pytest.mark.usefixtures("db")
def test_not_even_the_owner_can_enter_such_a_role_by_hand(as_owner: Owner) -> None:
    with as_owner() as owner, pytest.raises(psycopg.errors.CheckViolation):
        owner.execute(
            "insert into safeguards_claimedrole (id, provider_id, claim, value, desk_id, role)"
            " select 1, 1, 'groups', 'x', d.id, 'administrator' from safeguards_desk d limit 1"
        )


def test_the_application_cannot_change_what_a_directory_may_give(db: None) -> None:
    with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
        ClaimedRole.objects.create(provider_id=1, claim="a", value="b", desk_id=1, role="social_worker")


@pytest.mark.parametrize("server", ["http://login.example", "ftp://localhost", "login.example"])
def test_a_provider_without_https_is_refused(server: str, tmp_path: Path) -> None:
    with pytest.raises(BadProviderFile):
        read_providers(file_of(tmp_path, server))


def test_the_policy_of_the_pages_names_where_agencies_sign_in(tmp_path: Path) -> None:
    file = file_of(tmp_path, "https://login.example/realms/staff")
    named = sign_in_settings({"MOORING_IDENTITY_PROVIDERS": str(file)})
    assert named.places_of_agencies() == ["https://login.example"]
    assert read_providers(file)["harbour"].domains == ("test.invalid",)
