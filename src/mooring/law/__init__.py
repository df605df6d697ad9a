"""What the law says on a given day, with reasons and provisions. Pure Python: knows no case, officer or Django."""

from mooring.law.breaks import Break
from mooring.law.countries import Country, Helpline, country, country_names
from mooring.law.findings import Finding, Reason, because
from mooring.law.law import HOME, Law
from mooring.law.provisions import Provision
from mooring.law.questions import Question, question
from mooring.law.refusals import (
    BadPack,
    FactsMissing,
    LawError,
    NoSuchCountry,
    NotAnswered,
    NotProvidedFor,
    OutsideTerritory,
)
from mooring.law.residence import ResidenceBasis
from mooring.law.words import N_, Value, shown

__all__ = [
    "HOME",
    "N_",
    "BadPack",
    "Break",
    "Country",
    "FactsMissing",
    "Finding",
    "Helpline",
    "Law",
    "LawError",
    "NoSuchCountry",
    "NotAnswered",
    "NotProvidedFor",
    "OutsideTerritory",
    "Provision",
    "Question",
    "Reason",
    "ResidenceBasis",
    "Value",
    "because",
    "country",
    "country_names",
    "question",
    "shown",
]
