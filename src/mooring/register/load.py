"""`mooring register load FILE --mapping M`: a country's old register comes in, all of it or, with the reasons row by row, nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from mooring.register import counted, persons
from mooring.register.mapping import Mapping, MappingFault, read_mapping
from mooring.register.reading import Read, Remark, read_file
from mooring.safeguards.access import Refused, access
from mooring.safeguards.deeds import deed, note_refusal
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as

MOST_REMARKS_SHOWN = 100


@dataclass
class Report:
    """What came of a file: accepted or not, in which numbers, and every row where something was made to fit or refused."""

    accepted: bool
    sentences: list[str] = field(default_factory=list)
    coercions: list[Remark] = field(default_factory=list)
    refusals: list[Remark] = field(default_factory=list)
    already: bool = False
    cells: int = 0
    people: int = 0
    cases: int = 0

    def __str__(self) -> str:
        lines = list(self.sentences)
        for words, remarks in (("Refused", self.refusals), ("Made to fit", self.coercions)):
            if remarks:
                lines += ["", f"{words}:", *(f"  {remark}" for remark in remarks[:MOST_REMARKS_SHOWN])]
            if len(remarks) > MOST_REMARKS_SHOWN:
                lines.append(f"  … and {len(remarks) - MOST_REMARKS_SHOWN} more.")
        return "\n".join(lines)


class NothingBroughtIn(Exception):
    """The file was not brought in; carries the report. Raised within the deed, so that everything is rolled back."""

    def __init__(self, report: Report) -> None:
        super().__init__(str(report))
        self.report = report


def load_file(path: Path, mapping: Path, *, officer: Officer) -> Report:
    """Bring a file in, in the officer's name, by a mapping. Safe to run twice; never raises for what stands in the file.

    Raises `Refused` when the officer may not.
    """
    try:
        understood = read_mapping(mapping)
        faults = persons.faults(understood) if understood.of_persons else counted.faults(understood)
    except MappingFault as fault:
        faults = [str(fault)]
    if faults:
        return Report(False, [*faults, "Nothing was brought in."])
    try:
        if understood.of_persons:
            return _load_persons(path, understood, officer)
        return _load_counts(by=officer, path=path, mapping=understood)
    except NothingBroughtIn as nothing:
        return nothing.report


def load_as(path: Path, mapping: Path, *, email: str | None) -> Report:
    """The same for the command line: in the name of the officer with this address, or of the only one who may."""
    officer, sentence = _officer(email)
    if officer is None:
        return Report(False, [sentence])
    try:
        return load_file(path, mapping, officer=officer)
    except Refused as refused:
        return Report(False, [refused.refusal.reason, refused.refusal.instead])


def _load_persons(path: Path, mapping: Mapping, officer: Officer) -> Report:
    """Rows of persons: the deed is the taking over of closed cases, which writes the one line in the ledger."""
    try:
        return _as_closed_cases(path, mapping, officer)
    except Refused as refused:
        note_refusal(refused)
        raise


def _as_closed_cases(path: Path, mapping: Mapping, officer: Officer) -> Report:
    with acting_as(officer):
        if refusal := access(officer, "register.load"):
            raise Refused(refusal, officer)
        read = _understood(path, mapping)
        if persons.earlier(mapping, read):
            raise NothingBroughtIn(
                Report(True, ["This file was brought in already. Nothing was changed."], already=True)
            )
        if other := persons.of_the_same_source(mapping):
            raise NothingBroughtIn(
                Report(
                    False,
                    [
                        f"A different file of this source was brought in on {other.loaded_at:%Y-%m-%d}, with {other.cases}"
                        " persons. They would be counted twice, so nothing was brought in. Correct single cases on their"
                        " pages; bring further persons in as a file of their own, under a key of its own."
                    ],
                )
            )
        cases = persons.bring_in(mapping, read, by=officer)
        sentences = [f"{cases} closed cases, from {mapping.source['title']}.", *_left_out(read)]
        return Report(True, sentences, read.coercions, cases=cases, people=cases)


@deed("register.load_counts")
def _load_counts(*, by: Officer, path: Path, mapping: Mapping) -> Report:
    """Bring counts in as counted cells: one transaction, one line in the ledger."""
    read = _understood(path, mapping)
    if before := counted.earlier(mapping, read):
        sentence = f"This file was brought in already, on {before.loaded_at:%Y-%m-%d}. Nothing was changed."
        raise NothingBroughtIn(Report(True, [sentence], already=True, cells=before.cell_count, people=before.people))
    try:
        replaces = counted.to_be_replaced(mapping, read)
    except counted.OverlapsInPart:
        sentence = (
            "An earlier file of this source holds some of these periods and others that this file lacks."
            " Bring in a file that holds them all, or one that holds none of them. Nothing was brought in."
        )
        raise NothingBroughtIn(Report(False, [sentence])) from None
    load = counted.bring_in(mapping, read, by=by, replaces=replaces)
    sentences = [f"{load.cell_count} cells, {load.people} people ({load.counts}), from {load.title}."]
    if replaces is not None:
        sentences.append(
            f"The file of this source brought in on {replaces.loaded_at:%Y-%m-%d} was a different one"
            f" ({replaces.cell_count} cells, {replaces.people} people). This one takes its place; the earlier stays on"
            " record."
        )
    sentences += [*(f"  {period}: {people}" for period, people in counted.totals(read)), *_left_out(read)]
    return Report(True, sentences, read.coercions, cells=load.cell_count, people=load.people)


def _understood(path: Path, mapping: Mapping) -> Read:
    """The file as read. Raises `NothingBroughtIn` when any row is refused: it is all or nothing."""
    read = read_file(path, mapping)
    if not read.refusals and not read.rows:
        raise NothingBroughtIn(Report(False, ["The file has no rows. Nothing was brought in."]))
    if not read.refusals:
        (persons.examine if mapping.of_persons else counted.examine)(read, mapping)
    if read.refusals:
        number = len({remark.row for remark in read.refusals})
        sentence = f"{number} row(s) cannot be brought in as they stand, so nothing was."
        raise NothingBroughtIn(Report(False, [sentence], read.coercions, read.refusals))
    return read


def _left_out(read: Read) -> list[str]:
    return [f"{read.left_out} rows were left out, as the mapping says."] if read.left_out else []


def _officer(email: str | None) -> tuple[Officer | None, str]:
    """The officer in whose name the rows come in, or a sentence about why there is none."""
    active = Officer.objects.filter(is_active=True)
    if email is not None:
        found = active.filter(email=email.lower()).first()
        return found, "" if found else "No officer signs in with that address."
    able = []
    for one in active:
        with acting_as(one):
            if one.may("register.load") or one.may("register.load_counts"):
                able.append(one)
    if len(able) == 1:
        return able[0], ""
    return None, "Say in whose name with --as: an officer whose role may bring the old register in."
