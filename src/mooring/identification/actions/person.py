"""Recording what is known of the person: residence, gender, age, exploitation; and what authorities know, in compartments."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case
from mooring.identification.actions.appending import one_of
from mooring.identification.competence import who_assesses
from mooring.identification.models import (
    AgeAssessment,
    AgeStatus,
    Crossing,
    Exploitation,
    Form,
    Gender,
    ImmigrationInformation,
    ImmigrationKind,
    KnownHow,
    PersonFacts,
    PoliceInformation,
    PoliceKind,
    ResidenceBasis,
)
from mooring.identification.reading import the_law
from mooring.law import ResidenceBasis as LawBasis
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer

STATELESS = "stateless"


@deed("residence.record", on="case")
def record_residence(
    *, by: Officer, case: Case, basis: str, known_how: str, stay_lawful: bool | None = None
) -> ResidenceBasis:
    """Record on what ground the person is in the country, and how that is known. *Not known yet* is a full answer.

    Raises `FactsMissing` when the basis and what is said of the stay cannot both be true.
    """
    verb = "residence.record"
    one_of(verb, by, case, [basis], LawBasis)
    one_of(verb, by, case, [known_how], KnownHow)
    who_assesses(basis, clock.today(), stay_lawful=stay_lawful)
    return casework.put_in_place(
        ResidenceBasis(case=case, basis=str(basis), known_how=known_how, stay_lawful=stay_lawful, recorded_by=by)
    )


@deed("person.record", on="case")
def record_person(
    *,
    by: Officer,
    case: Case,
    gender: str = Gender.NOT_KNOWN,
    age_years: int | None = None,
    age_in_doubt: bool = False,
    age_assessment: str = AgeAssessment.NONE,
    citizenships: Sequence[str] = (),
    languages: Sequence[str] = (),
    own_word: str = "",
    known_how: str = KnownHow.SAID_BY_PERSON,
) -> PersonFacts:
    """Record gender, age, citizenships and languages as known now; whether the person is treated as a child is the law's answer.

    Raises `FactsMissing` for a number that cannot be an age.
    """
    verb = "person.record"
    one_of(verb, by, case, [gender], Gender)
    one_of(verb, by, case, [age_assessment], AgeAssessment)
    one_of(verb, by, case, [known_how], KnownHow)
    status = the_law().age_presumption(age_years, age_in_doubt, clock.today()).answer
    if age_assessment in (AgeAssessment.CHILD, AgeAssessment.ADULT):
        status = AgeStatus(age_assessment).value
    facts = PersonFacts(
        case=case,
        gender=gender,
        age_years=age_years,
        age_in_doubt=age_in_doubt,
        age_status=status,
        age_assessment=age_assessment,
        citizenships=_countries(verb, by, case, citizenships, also=(STATELESS,)),
        languages=list(dict.fromkeys(languages)),
        known_how=known_how,
        recorded_by=by,
    )
    facts.seal_words(own_word=own_word)
    return casework.put_in_place(facts)


@deed("exploitation.record", on="case")
def record_exploitation(
    *, by: Officer, case: Case, forms: Sequence[str], crossing: str = Crossing.NOT_KNOWN, countries: Sequence[str] = ()
) -> Exploitation:
    """Record the forms of exploitation, several if there were several, and whether within the country or across a border."""
    verb = "exploitation.record"
    one_of(verb, by, case, [crossing], Crossing)
    known = one_of(verb, by, case, forms, Form)
    if not known:
        raise house_rule(
            verb, by, case, _("No form of exploitation was chosen."), _("Choose “not known” when it is not known.")
        )
    if len(known) > 1 and Form.NOT_KNOWN in known:
        known.remove(Form.NOT_KNOWN)
    return casework.put_in_place(
        Exploitation(
            case=case, forms=known, crossing=crossing, countries=_countries(verb, by, case, countries), recorded_by=by
        )
    )


@deed("police.inform", on="case", compartment=Compartment.POLICE)
def add_police_information(*, by: Officer, case: Case, kind: str, words: str) -> PoliceInformation:
    """Add what the police know, where only those see it to whom that part was opened."""
    one_of("police.inform", by, case, [kind], PoliceKind)
    information = PoliceInformation(case=case, kind=kind, recorded_by=by)
    information.seal_words(words=words)
    information.save(force_insert=True)
    return information


@deed("immigration.inform", on="case", compartment=Compartment.IMMIGRATION)
def add_immigration_information(*, by: Officer, case: Case, kind: str, words: str) -> ImmigrationInformation:
    """Add what is known from the asylum or residence procedure, where only those see it to whom that part was opened."""
    one_of("immigration.inform", by, case, [kind], ImmigrationKind)
    information = ImmigrationInformation(case=case, kind=kind, recorded_by=by)
    information.seal_words(words=words)
    information.save(force_insert=True)
    return information


def _countries(verb: str, by: Officer, case: Case, given: Sequence[str], also: Sequence[str] = ()) -> list[str]:
    """Country codes in capitals, each once. Refused when one is not two letters of ISO 3166."""
    codes = list(dict.fromkeys(code if code in also else code.strip().upper() for code in given))
    if not all(code in also or (len(code) == 2 and code.isascii() and code.isalpha()) for code in codes):
        raise house_rule(
            verb, by, case, _("A country is written with two letters, such as NG or RO."), _("Correct the country.")
        )
    return codes
