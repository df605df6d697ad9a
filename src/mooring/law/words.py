"""The words in which an answer of the law is said, so that a page can say them in another language.

Every English sentence of the law engine and of a country pack is written once, inside `N_("…")`. `N_` does nothing; it
marks the sentence so that `pybabel extract -k N_` finds it. Sentences hold their numbers in braces ("{days} days").
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime

Value = str | int | bool | date | datetime | tuple[str, ...] | None
"""What a fact or a part of an answer may be: a code, a number, yes or no, a day, a moment, codes, or not known."""

Translate = Callable[[str], str]


def N_(sentence: str) -> str:  # noqa: N802  (the name gettext tools look for)
    """Mark a sentence for the translators and hand it back unchanged."""
    return sentence


LABELS: dict[str, str] = {
    # bodies
    "national_centre": N_("the national centre against human trafficking"),
    "immigration_service": N_("the immigration service"),
    "funded_organisations": N_("the organisations funded by the national centre"),
    "courts": N_("the courts"),
    # how a period begins
    "of_own_motion": N_("set by the authority of its own motion"),
    "on_request": N_("granted on request"),
    # reasons to extend
    "special_reasons": N_("special reasons"),
    "cooperation_in_prepared_return": N_("co-operation in the prepared return"),
    # outcomes of an identification
    "identified": N_("identified"),
    "not_identified": N_("not identified"),
    "did_not_wish_assessment": N_("did not wish an assessment"),
    "withdrawn": N_("withdrawn"),
    # acts
    "recruitment": N_("recruitment"),
    "transport": N_("transport"),
    "transfer": N_("transfer"),
    "harbouring": N_("harbouring"),
    "receipt": N_("receipt"),
    # means
    "unlawful_coercion": N_("unlawful coercion"),
    "deprivation_of_liberty": N_("deprivation of liberty"),
    "threats": N_("threats"),
    "delusion": N_("causing, strengthening or using a delusion"),
    "other_undue_means": N_("other undue means"),
    "payment_to_guardian": N_("payment or another favour to someone who has authority over the person"),
    "force": N_("threat or use of force, or other coercion"),
    "abduction": N_("abduction"),
    "fraud": N_("fraud"),
    "deception": N_("deception"),
    "abuse_of_power": N_("abuse of power"),
    "abuse_of_vulnerability": N_("abuse of a position of vulnerability"),
    # purposes
    "sexual_immorality": N_("“sexual immorality” (the wording of the time)"),
    "prostitution": N_("prostitution"),
    "pornography": N_("pornographic photographs or films"),
    "pornographic_performance": N_("pornographic performance"),
    "sexual_exploitation": N_("sexual exploitation"),
    "forced_labour": N_("forced labour"),
    "slavery": N_("slavery or conditions like slavery"),
    "servitude": N_("servitude"),
    "criminal_acts": N_("criminal acts"),
    "organ_removal": N_("removal of organs"),
    # kinds of agency
    "police": N_("the police"),
    "departure_authority": N_("the departure authority"),
    "tax_authority": N_("the tax authority"),
    "ministry": N_("a ministry"),
    "municipality": N_("a municipality"),
    "ngo": N_("an organisation of civil society"),
    "shelter": N_("a crisis centre or other housing"),
    # who pays
    "region": N_("the region"),
    "own_country_insurance": N_("an insurance of the person's own country"),
    # classes of data
    "case_file": N_("the file of a case"),
    "signal_without_case": N_("a signal without a case"),
    "anonymous_encounter": N_("a person met, without a name"),
    "hotline_draft": N_("what was typed and not sent"),
    "document": N_("a document"),
    "name_and_contact": N_("name and contact"),
    "ledger_lines": N_("lines of the ledger"),
    "old_register_row": N_("a row of the old register"),
    "statistics_cell": N_("a cell of a table of figures"),
    # from when a period of keeping runs, and what happens at its end
    "closing_of_case": N_("the closing of the case"),
    "receipt_of_signal": N_("the receipt of the signal"),
    "last_typing": N_("the last typing"),
    "writing_of_line": N_("the day the line was written"),
    "erase_by_itself": N_("erased by itself"),
    "erase_after_review": N_("erased after a review by two people"),
    "archives_before_erasure": N_("to the archives first, then erased after a review"),
    "keep_as_figures": N_("kept as figures"),
    # where a person stays by decision of the police
    "held": N_("held in detention"),
    "crisis_centre": N_("at a crisis centre"),
    "let_go": N_("let go"),
    # grounds on which a part of one's own file is withheld
    "rights_of_others": N_("the rights of another person"),
    "safety_of_the_person": N_("the safety of the person"),
    "safety_of_others": N_("the safety of somebody else"),
    "ongoing_investigation": N_("an investigation that is under way"),
    # stages of an identification
    "identification": N_("identification"),
    # a prepared return
    "return_agency": N_("the Return Agency"),
    "iom": N_("the International Organization for Migration"),
    "refugee_council": N_("the Danish Refugee Council with its partners over there"),
    "home": N_("the country that the person calls home"),
    "contact_person": N_("the contact person"),
    "personal_representative": N_("the personal representative"),
    "country_of_permit": N_("another country in which the person has a permit"),
    # kinds of houses
    "national_crisis_centre": N_("a house of the national organisation of crisis centres"),
    "womens_centre": N_("the women's centre of the immigration service"),
    "asylum_centre": N_("an asylum centre"),
    "childrens_centre": N_("a children's centre"),
    "council_centre": N_("a centre of a municipality"),
    "private_lodging": N_("private lodging"),
    "hotel": N_("a hotel or an emergency bed"),
    "alternative": N_("an alternative made where no house was"),
    # what a person is told of
    "rights": N_("one's rights, and the help there is"),
    "data_protection": N_("what is kept on one, and one's own file"),
    "compensation": N_("compensation"),
    "non_punishment": N_("not being punished for what one was compelled to do"),
    "reflection_period": N_("the time to recover and reflect"),
    "asylum": N_("asylum"),
    "permits": N_("residence permits"),
    "prepared_return": N_("a prepared return, and what follows it"),
    "complaint": N_("how to complain"),
    # what spares a witness
    "separate_waiting_room": N_("a waiting room of one's own"),
    "support_person": N_("a support person at court"),
    "injured_party_lawyer": N_("a lawyer for the injured party"),
    "closed_doors": N_("closed doors"),
    "defendant_leaves": N_("the defendant leaves the room"),
    "name_withheld": N_("the name is withheld"),
    "address_withheld": N_("the address is withheld"),
    "video_testimony": N_("testimony by video"),
    "video_interview_of_child": N_("a video interview of a child"),
    "transport_to_court": N_("transport to court and back"),
    "own_interpreter": N_("an interpreter of one's own choice"),
    "breaks": N_("breaks"),
    "police_protection": N_("protection by the police is asked for"),
    "told_of_release": N_("being told when the perpetrator is let out"),
    # compensation
    "state_fund": N_("compensation from the state"),
    "perpetrator": N_("compensation from the perpetrator"),
    "lost_wages": N_("wages that were not paid"),
    "compensation_board": N_("the board on compensation to victims of crime"),
    "fear_of_reprisal": N_("fear of reprisal, also against family"),
    "held_or_controlled": N_("was held or controlled"),
    "did_not_know": N_("did not know of the right or of the time limit"),
    "no_language": N_("nobody spoke the person's language"),
    "illness_or_trauma": N_("illness or trauma"),
    "child_at_the_time": N_("was a child at the time"),
    "feared_own_removal": N_("feared to be sent out of the country"),
    "another_ground": N_("another ground, in words"),
    # time
    "as_soon_as_possible": N_("as soon as possible"),
}


def name_codes(labels: Mapping[str, str]) -> None:
    """Give codes of a country pack their English words, marked with `N_`. Raises `ValueError` when one means another thing already."""
    for code, label in labels.items():
        if LABELS.setdefault(code, label) != label:
            raise ValueError(f"“{code}” already means “{LABELS[code]}”.")


MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


def shown(value: Value, translate: Translate = str) -> str:
    """A fact or a part of an answer as a reader wants it: codes in words, days with the month's name, moments by their own clock."""
    if value is None:
        return translate(N_("not known"))
    if isinstance(value, bool):
        return translate(N_("yes")) if value else translate(N_("no"))
    if isinstance(value, datetime):
        return translate(N_("{day}, {clock}")).format(day=_day(value, translate), clock=f"{value:%H:%M}")
    if isinstance(value, date):
        return _day(value, translate)
    if isinstance(value, tuple):
        return ", ".join(shown(part, translate) for part in value) or "–"
    if isinstance(value, str):
        return translate(LABELS[value]) if value in LABELS else value.replace("_", " ")
    return str(value)


def _day(value: date, translate: Translate) -> str:
    month = translate(MONTHS[value.month - 1])
    return translate(N_("{day} {month} {year}")).format(day=value.day, month=month, year=value.year)


def said(template: str, params: Mapping[str, Value], translate: Translate = str) -> str:
    """A sentence in the reader's language with its numbers filled in.

    `translate` takes the English sentence and gives the other one (gettext's own function fits). Raises `KeyError` when
    a translation names a number that the sentence does not have.
    """
    return translate(template).format(**{name: shown(value, translate) for name, value in params.items()})
