"""One person's way through the mechanism, told step by step: each step a deed of an officer at a moment of the past."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.demo import children, redress, words
from mooring.demo.calendar_of_the_demo import Calendar
from mooring.demo.cast import Cast
from mooring.demo.countries import script
from mooring.demo.people import Person, name_of
from mooring.identification import actions as identification
from mooring.identification.models import Encounter
from mooring.names import actions as names
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from mooring.support.actions import contact_person, period, plan

LEGAL_BASES = ("eu_right_of_residence", "permit", "temporary_protection", "citizen")
LABOUR_SIGNS = tuple(f"ilo-labour-{sign}" for sign in ("1-01", "1-02", "4-01", "4-03", "5-01", "5-03"))
LABOUR = {"forced_labour", "servitude", "slavery_like"}


@dataclass
class Way:
    """A person's way: the officer who looks after the person, and the dice that choose words. Days are counted before today."""

    cast: Cast
    calendar: Calendar
    dice: Random
    number: int
    person: Person
    lead: Officer
    case: Case = field(init=False)
    legal: bool = field(init=False)

    def __post_init__(self) -> None:
        self.legal = self.person.basis in LEGAL_BASES

    @property
    def talker(self) -> Officer:
        """Who holds the conversation: some have one agency do it for all whom others look after."""
        told = script()
        return self.cast[told.talker] if told.talker and self.lead.desk.code != told.talkers_desk else self.lead

    @property
    def assessor(self) -> Officer:
        """Who decides: one of the officers of the competent authority, the same for all steps of one person."""
        who = script().legal_deciders if self.legal else script().deciders
        return self.cast[who[self.number % len(who)]]

    @contextmanager
    def at(self, moment: datetime) -> Iterator[Case]:
        """The case at a moment of the past: a fresh one each time, as each page would ask for it."""
        with clock.at(moment):
            yield Case(
                pk=self.case.pk,
                pseudonym=self.case.pseudonym,
                opened_at=self.case.opened_at,
                opened_by=self.lead,
            )

    def open_file(self, encounter: Encounter, moment: datetime, *, detained_since: datetime | None = None) -> None:
        """Open a file on a person met: by wish, under the provision for children, or because the person is detained."""
        child = encounter.age_impression == "child_or_in_doubt"
        ground = "detained" if detained_since else "child_provision" if child else "her_wish"
        with clock.at(moment):
            self.case = identification.become_case(
                by=self.lead, encounter=encounter, ground=ground, detained_since=detained_since
            )

    def appoint(self, moment: datetime) -> None:
        with self.at(moment) as case:
            contact_person.appoint(by=self.lead, case=case, officer=self.lead)

    def say_who(self, moment: datetime) -> None:
        """The name, sealed, and how the person may be reached."""
        channel = self.dice.choice(("telephone", "telephone", "in_person", "text", "through"))
        with self.at(moment) as case:
            names.write_identity(by=self.lead, case=case, fields=name_of(self.number, script().not_named))
            names.agree_safe_contact(
                by=self.lead,
                case=case,
                channel=channel,
                language=self.person.language,
                detail=script().telephone.format(number=self.number % 100),
                hours=self.dice.choice(words.HOURS),
                code_word=self.dice.choice(words.CODE_WORD),
                who_may_answer=self.dice.choice(words.WHO_MAY_ANSWER),
                threats_to_others=self.dice.choice(words.THREATS),
            )

    def know(self, moment: datetime, *, residence: bool = True) -> None:
        """What the person says of gender, age, citizenship, work and residence."""
        person = self.person
        with self.at(moment) as case:
            identification.record_person(
                by=self.lead,
                case=case,
                gender=person.gender,
                age_years=person.age,
                age_in_doubt=person.in_doubt,
                age_assessment="under_way" if person.in_doubt else "none",
                citizenships=person.citizenships,
                languages=[person.language],
                own_word=person.own_word,
            )
            identification.record_exploitation(
                by=self.lead, case=case, forms=person.forms, crossing=person.crossing, countries=script().home
            )
            if residence:
                self.record_residence(case)
        if residence:
            children.settle(self, moment)

    def record_residence(self, case: Case) -> None:
        identification.record_residence(
            by=self.lead,
            case=case,
            basis=self.person.basis,
            stay_lawful=self.person.stay_lawful,
            known_how="authority" if self.person.stay_lawful is False else "papers_seen",
        )

    def bring_in_the_centre(self, moment: datetime) -> None:
        """An organisation opens its case to the national centre, which holds the conversation."""
        if self.talker.pk == self.lead.pk:
            return
        with self.at(moment) as case:
            for part in (Compartment.CORE, Compartment.HEALTH):
                casework.give_access(
                    by=self.lead, case=case, compartment=part, desk=self.cast.desks[script().talkers_desk]
                )

    def talk(self, moment: datetime, sections: int, *, second: bool = False) -> None:
        """A meeting of the clarifying conversation, with as many sections as the person wished, and the signs observed."""
        by, person = self.talker, self.person
        codes = list(words.SECTIONS)
        interpreted = person.language not in script().first_languages
        with self.at(moment) as case:
            conversation = identification.hold_conversation(
                by=by,
                case=case,
                held_on=moment,
                place="shelter" if second else "office",
                interpreter="accepted" if interpreted else "not_needed",
                interpreter_language=person.language if interpreted else "",
                interpreter_by_telephone=interpreted and not second,
                interpreter_not_from_community="yes" if interpreted else "not_asked",
                told_voluntary=True,
                companion="yes" if person.is_child else self.dice.choice(("no", "yes")),
                lawyer=self.dice.choice(("no", "yes", "not_asked")),
                breaks=self.dice.randint(1, 3),
                second_meeting="not_needed" if second else "agreed",
            )
        with self.at(moment + timedelta(minutes=25)) as case:
            conversation.case = case
            for code in codes[4:] if second else codes[:sections]:
                state = "not_now" if not second and self.dice.random() < 0.1 else "told"
                told = self.dice.choice(words.SECTIONS[code]) if state == "told" else ""
                identification.write_section(by=by, conversation=conversation, section=code, words=told, state=state)
        if not second:
            with self.at(moment + timedelta(minutes=50)) as case:
                signs = (*(LABOUR_SIGNS if LABOUR & {*person.forms} else ()), *script().general_signs)
                for sign in signs:
                    seen = self.dice.random() < 0.75
                    evidence = self.dice.choice(words.EVIDENCE) if seen else ""
                    identification.observe_indicator(
                        by=by, case=case, indicator=sign, observed=seen, evidence=evidence, conversation=conversation
                    )
            redress.told_at_first(self, moment + timedelta(minutes=55))

    def ask_for_assessment(self, moment: datetime) -> None:
        number = "" if self.legal else f"SYNTHETIC-{9000 + self.number}"
        with self.at(moment) as case:
            consents = None if self.person.is_child else True  # not looked at where the law does not ask for it
            identification.request_assessment(by=self.lead, case=case, departure_number=number, consents=consents)

    def hear_authorities(self, moment: datetime) -> None:
        """What the police and the residence procedure know, each in its own compartment."""
        if self.legal:
            return
        police = self.cast[script().police[self.number % len(script().police)]]
        with self.at(moment) as case:
            casework.give_access(by=self.lead, case=case, compartment=Compartment.POLICE, desk=police.desk)
        known, procedure = self.dice.choice(words.POLICE), self.dice.choice(words.IMMIGRATION)
        with self.at(moment + timedelta(hours=2)) as case:
            identification.add_police_information(by=police, case=case, kind="circumstances", words=known)
        with self.at(moment + timedelta(hours=3)) as case:
            identification.add_immigration_information(by=self.assessor, case=case, kind="application", words=procedure)

    def decide(self, moment: datetime, outcome: str, *, decided_on: date | None = None) -> None:
        for_it = outcome == "identified"
        with self.at(moment) as case:
            identification.decide(
                by=self.assessor,
                case=case,
                outcome=outcome,
                decided_on=decided_on or clock.today(),
                ground=self.dice.choice(words.GROUNDS if for_it else words.GROUNDS_AGAINST),
                ground_codes=("own_account", "indicators")
                if for_it
                else (self.dice.choice(("elements_missing", "too_little_known")),),
            )

    def decide_stage(self, moment: datetime, *, positive: bool) -> None:
        """The first of two decisions, where the law goes in stages."""
        with self.at(moment) as case:
            identification.decide_stage(
                by=self.assessor,
                case=case,
                positive=positive,
                decided_on=clock.today(),
                ground=self.dice.choice(words.FIRST_GROUNDS if positive else words.GROUNDS_AGAINST),
                ground_codes=("indicators",) if positive else ("too_little_known",),
            )

    def correct(self, moment: datetime, outcome: str, *, reason: str, decided_on: date, told: str) -> None:
        with self.at(moment) as case:
            identification.correct(
                by=self.assessor, case=case, outcome=outcome, decided_on=decided_on, reason=reason, words=told
            )

    def tell(self, moment: datetime) -> None:
        """Tell the person the outcome, in the person's language, face to face."""
        with self.at(moment) as case:
            identification.tell_outcome(
                by=self.lead, case=case, language=self.person.language, channel="in_person", told_reconsideration=True
            )
        redress.told_after_the_decision(self, moment + timedelta(minutes=20))
        redress.claimed(self, moment)

    def ask_for_period(self, moment: datetime, *, extension: bool = False) -> None:
        with self.at(moment) as case:
            period.request(by=self.lead, case=case, asked_by="person", asked_for="extension" if extension else "period")

    def grant(self, moment: datetime, *, immediate: bool = False) -> None:
        with self.at(moment) as case:
            period.grant(
                by=self.assessor,
                case=case,
                situation="legal" if self.legal else "ordered",
                public_order=immediate,
                ground=words.DEPARTURE_GROUND if immediate else "",
            )

    def extend(self, moment: datetime, days: int) -> None:
        with self.at(moment) as case:
            with acting_as(self.assessor):
                standing = period.standing_period(case)
            assert standing is not None
            standing.case = case
            period.extend(by=self.assessor, period=standing, reason="special_reasons", days=days)

    def plan(self, moment: datetime, *, review_on: date, in_part: bool = False) -> None:
        needs = dict(self.dice.sample(sorted(words.PLAN_NEEDS.items()), 3))
        children.agree(self, moment)
        with self.at(moment) as case:
            plan.write_plan(
                by=self.lead,
                case=case,
                needs=needs,
                goals=self.dice.choice(words.PLAN_GOALS),
                services=("housing", "doctor", "counselling", "lawyer"),
                services_words=words.PLAN_SERVICES,
                own_words=self.dice.choice(words.PLAN_OWN_WORDS),
                assent="in_part" if in_part else "agreed",
                disagreement=words.PLAN_DISAGREEMENT if in_part else "",
                review_on=review_on,
            )

    def note(self, moment: datetime) -> None:
        with self.at(moment) as case:
            casework.write_note(by=self.lead, case=case, words=self.dice.choice(words.NOTES))

    def task(self, moment: datetime, due_on: date) -> None:
        with self.at(moment) as case:
            casework.set_task(
                by=self.lead, case=case, words=self.dice.choice(words.TASKS), officer=self.lead, due_on=due_on
            )

    def own_word(self, moment: datetime, *, withdraw: bool) -> None:
        """The person does not wish an assessment, or no longer."""
        children.agree(self, moment, "assessment")
        with self.at(moment) as case:
            deed = identification.withdraw_assessment if withdraw else identification.assessment_not_wished
            deed(by=self.lead, case=case)

    def close(self, moment: datetime) -> None:
        with self.at(moment) as case:
            casework.close(by=self.lead, case=case)
