"""Reasoning that the packs of several countries share; each gives the wordings of its own law to it."""

from collections.abc import Mapping, Sequence
from datetime import date

from mooring.law.findings import Finding, Reason, because
from mooring.law.parameters import Wording
from mooring.law.refusals import FactsMissing
from mooring.law.words import N_, Value

AGE_SAYS = {
    "child": N_("The person is a child."),
    "presumed_child": N_("The person is presumed to be a child until the age is known."),
    "adult": N_("The person is an adult."),
    "not_known": N_("The age is not known, and nothing points to a child; ask again."),
}
ELEMENTS_SAY = {
    "elements_present": N_("Act, means and purpose of the definition are all present in what was stated."),
    "elements_present_child": N_("Act and purpose are present in what was stated; for a child no means is needed."),
    "act_missing": N_("None of the acts of the definition was stated."),
    "means_missing": N_("None of the means of the definition was stated, and the person is not a child."),
    "purpose_missing": N_("None of the purposes of the definition of the day was stated."),
}


def age(stated_age: int | None, in_doubt: bool, on: date, *, limit: Wording, doubt: Sequence[Wording]) -> Finding:
    """Whether a person is treated as a child: below the `limit`, or of uncertain age under the provisions of `doubt`.

    Raises `FactsMissing` for an age below 0 or above 130.
    """
    if stated_age is not None and not 0 <= stated_age <= 130:
        raise FactsMissing("This cannot be an age in years. Leave it out when it is not known.")
    if stated_age is not None and stated_age < limit.number:
        answer = "child"
        why = because("below_age", N_("A child is a person below {limit}."), limit.provision, limit=limit.number)
    elif in_doubt:
        answer = "presumed_child"
        template = N_("The age is uncertain and the person may be a child: she or he is treated as one meanwhile.")
        why = because("age_uncertain", template, *(held.expecting(answer).provision for held in doubt))
    else:
        answer = "not_known" if stated_age is None else "adult"
        why = because("not_below_age", N_("A child is a person below {limit}."), limit.provision, limit=limit.number)
    return Finding(
        "age_presumption",
        answer,
        AGE_SAYS[answer],
        (why,),
        on,
        {"treated_as_child": answer in ("child", "presumed_child")},
        {"stated_age": stated_age, "in_doubt": in_doubt},
    )


def four_eyes(same_officer: bool, on: date, held: Wording) -> Finding:
    """Whether the officer who filled in the form may decide: a rule of the house, cited as such."""
    held.expecting(True)
    return Finding(
        "four_eyes",
        "another_officer_decides" if same_officer else "may_decide",
        N_("Another officer must decide.") if same_officer else N_("This officer may decide."),
        (
            because(
                "four_eyes",
                N_("Who filled in the form does not decide on it. This is a rule of the house, not law."),
                held.provision,
            ),
        ),
        on,
        facts={"same_officer": same_officer},
        provides=not same_officer,
    )


def elements_of(
    stated: Mapping[str, Sequence[str]], wordings: Mapping[str, Wording], child: Wording, *, under_18: bool
) -> tuple[str, str, dict[str, Value], list[Reason]]:
    """Act, means and purpose against a definition: the answer, its sentence, what was met, and why.

    `stated` and `wordings` go by `acts`, `means`, `purposes`. Raises `FactsMissing` for a code the definition does not list.
    """
    met: dict[str, tuple[str, ...]] = {}
    for element, codes in stated.items():
        known = wordings[element].codes
        if strange := sorted(set(codes) - set(known)):
            raise FactsMissing(f"Not among the {element}: {', '.join(strange)}. Choose out of {', '.join(known)}.")
        met[element] = tuple(codes)
    answer, says, reasons = weighed(met, wordings, child, under_18=under_18)
    return answer, says, dict(met), reasons


def weighed(
    met: Mapping[str, tuple[str, ...]], wordings: Mapping[str, Wording], child: Wording, *, under_18: bool
) -> tuple[str, str, list[Reason]]:
    """What follows from the codes that count towards a definition: the answer, its sentence, and why."""
    if not met["acts"]:
        answer = "act_missing"
    elif not met["means"] and not under_18:
        answer = "means_missing"
    elif not met["purposes"]:
        answer = "purpose_missing"
    else:
        answer = "elements_present"
    reasons = [
        because("acts_met", N_("Acts that count: {met}."), wordings["acts"].provision, met=met["acts"]),
        because("child_needs_no_means", N_("For a child no means is needed."), child.expecting(True).provision)
        if under_18
        else because("means_met", N_("Means that count: {met}."), wordings["means"].provision, met=met["means"]),
        because("purposes_met", N_("Purposes that count: {met}."), wordings["purposes"].provision, met=met["purposes"]),
    ]
    says = "elements_present_child" if under_18 and answer == "elements_present" else answer
    return answer, ELEMENTS_SAY[says], reasons
