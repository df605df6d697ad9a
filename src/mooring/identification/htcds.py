"""What identification knows of a person in the codes of the Human Trafficking Case Data Standard.

Source: HTCDS 2.0, 24 December 2021, International Organization for Migration, CC-BY-4.0; field names and values are the standard's. What
has no value there is left out.
"""

from __future__ import annotations

from typing import Any

from mooring.casework.models import Case
from mooring.identification.models import Exploitation, Form, Gender, Outcome, OutcomeCode, PersonFacts

GENDERS = {
    Gender.WOMAN: "Feminine",
    Gender.MAN: "Masculine",
    Gender.TRANS_WOMAN: "TransgenderFeminine",
    Gender.TRANS_MAN: "TransgenderMasculine",
    Gender.NON_BINARY: "NonConforming",
    Gender.OTHER: "NonSpecifiedUnknown",
    Gender.NOT_KNOWN: "NonSpecifiedUnknown",
}
FORMS = {
    Form.SEXUAL: "SexualExploitation",
    Form.FORCED_LABOUR: "ForcedLabour",
    Form.BEGGING: "ForcedBegging",
    Form.SERVITUDE: "Servitude",
    Form.SLAVERY_LIKE: "Servitude",
    Form.ORGAN_REMOVAL: "OrganRemoval",
    Form.FORCED_MARRIAGE: "ForcedMarriage",
    Form.FORCED_CRIMINALITY: "Other",
    Form.OTHER: "Other",
}
# ISO 639-2 of the languages most often met; of another the two letters of ISO 639-1 stand, which is said to the receiver by their length.
THREE_LETTERS = {
    **{
        "ar": "ara",
        "bg": "bul",
        "bn": "ben",
        "cs": "ces",
        "da": "dan",
        "de": "deu",
        "en": "eng",
        "es": "spa",
        "et": "est",
        "fa": "fas",
    },
    **{
        "fr": "fra",
        "hi": "hin",
        "hu": "hun",
        "it": "ita",
        "lt": "lit",
        "lv": "lav",
        "ne": "nep",
        "nl": "nld",
        "no": "nor",
        "pl": "pol",
    },
    **{
        "pt": "por",
        "ro": "ron",
        "ru": "rus",
        "sk": "slk",
        "so": "som",
        "sq": "sqi",
        "sv": "swe",
        "th": "tha",
        "ti": "tir",
        "tl": "tgl",
    },
    **{"tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie", "yo": "yor", "zh": "zho"},
}
STATUSES = {
    OutcomeCode.IDENTIFIED: "ActualVictimOfTrafficking",
    OutcomeCode.NOT_IDENTIFIED: "NotAVictimOfTrafficking",
}


def htcds_of(case: Case) -> dict[str, Any]:
    """The fields that are known, by their name in the standard."""
    person: PersonFacts | None = PersonFacts.objects.standing().filter(case=case).first()
    happened: Exploitation | None = Exploitation.objects.standing().filter(case=case).first()
    outcome: Outcome | None = Outcome.objects.standing().filter(case=case).first()
    languages = [THREE_LETTERS.get(code, code) for code in person.languages] if person else []
    forms = sorted({FORMS[Form(code)] for code in happened.forms if Form(code) in FORMS}) if happened else []
    status = STATUSES.get(OutcomeCode(outcome.outcome)) if outcome else None
    return {
        "prs_Gender": GENDERS[Gender(person.gender)] if person else None,
        "prs_PrimaryLanguage": languages[0] if languages else None,
        "prs_SecondaryLanguage": languages[1] if len(languages) > 1 else None,
        "prs_Citizenship": list(person.citizenships) if person else None,
        "vic_TypeOfExploitation": forms,
        "vic_TraffickingStatus": status or "PossibleVictimOfTrafficking",
    }
