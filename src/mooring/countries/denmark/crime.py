"""Trafficking as a crime: s. 262a of the Criminal Code in its wordings, its neighbours, and the Palermo Protocol."""

from collections.abc import Sequence
from datetime import date

from mooring.law import HOME, N_, FactsMissing, Finding, Law, NotAnswered, Reason, because
from mooring.law.parameters import Wording
from mooring.law.reasoning import weighed
from mooring.law.words import Value

IN_FORCE_NOT = "not_in_force"
SECTIONS = {
    "trafficking": N_("Trafficking in persons."),
    "human_exploitation": N_("Exploitation of a person. It is not trafficking and is never counted as such."),
    "procuring": N_("Procuring. It is not trafficking."),
    "intermediary_to_prostitution": N_("Acting as an intermediary to prostitution. It is not trafficking."),
    "usury": N_("Usury, used for exploited workers before s. 262b. It is not trafficking."),
    IN_FORCE_NOT: N_("This section was not in force in this meaning on this day."),
}
DEFINITIONS = {"262a": "section_262a", "palermo": "palermo"}


class Crime(Law):
    """What the crime of trafficking consists of."""

    def criminal_code(self, section: str, on: date, *, territory: str = HOME) -> Finding:
        """What does this section of the criminal code say on this day, and is it trafficking?

        `section` without the sign: “262a”, “262b”, “228”, “229”, “233”, “282”. The answer is `trafficking`,
        `not_trafficking` or `not_in_force`. Particulars: `kind`, and where the pack has them `maximum_years`, `acts`,
        `means`, `purposes`, `child_needs_no_means`. Raises `NotAnswered` for other sections and earlier days.
        """
        self.here(territory)
        name = f"section_{section.strip().lower().removeprefix('s.').replace(' ', '')}"
        if not self.parameters.has(f"{name}_kind"):
            raise NotAnswered(f"Section {section} is not in the pack. It holds 262a, 262b, 228, 229, 233 and 282.")
        held = self.parameters.on(f"{name}_kind", on).expecting(*SECTIONS)
        kind = held.code
        reasons = [because(f"section_{kind}", SECTIONS[kind], held.provision)]
        particulars: dict[str, Value] = {"section": name.removeprefix("section_"), "kind": kind}
        if kind != IN_FORCE_NOT and self.parameters.has(f"{name}_maximum_years"):
            years = self.parameters.on(f"{name}_maximum_years", on)
            particulars["maximum_years"] = years.number
            reasons.append(
                because("maximum", N_("Imprisonment for up to {years} years."), years.provision, years=years.number)
            )
        if kind == "trafficking":
            parts, more = self._definition("section_262a", on)
            particulars |= parts
            reasons += more
        answer = kind if kind in ("trafficking", IN_FORCE_NOT) else "not_trafficking"
        return self.finding(
            "criminal_code",
            on,
            answer,
            SECTIONS[kind],
            *reasons,
            particulars=particulars,
            facts={"section": section},
            provides=kind != IN_FORCE_NOT,
        )

    def palermo_definition(self, on: date, *, territory: str = HOME) -> Finding:
        """How does the Palermo Protocol define trafficking in persons? Source: its Art. 3 (a) to (d)."""
        self.here(territory)
        particulars, reasons = self._definition("palermo", on)
        consent = self.parameters.on("palermo_consent_irrelevant", on).expecting(True)
        below = self.parameters.on("palermo_child_below", on)
        reasons += [
            because(
                "consent_irrelevant",
                N_("Consent to the exploitation does not matter once one of the means was used."),
                consent.provision,
            ),
            because("child_below", N_("A child is a person below {limit}."), below.provision, limit=below.number),
        ]
        return self.finding(
            "palermo_definition",
            on,
            "trafficking",
            N_("An act, by one of the means, for the purpose of exploitation; for a child without any means."),
            *reasons,
            particulars={**particulars, "consent_irrelevant": bool(consent.value), "child_below": below.number},
        )

    def elements(
        self,
        acts: Sequence[str],
        means: Sequence[str],
        purposes: Sequence[str],
        under_18: bool,
        on: date,
        *,
        definition: str = "",
        territory: str = HOME,
    ) -> Finding:
        """Are act, means and purpose of a definition of trafficking all present? It advises; a court decides.

        `acts`, `means` and `purposes` are codes as `criminal_code` and `palermo_definition` list them, of any wording.
        The answer is `elements_present`, `act_missing`, `means_missing` or `purpose_missing`. Raises `FactsMissing`
        for a code that no wording knows or an unknown definition.
        """
        self.here(territory)
        definition = definition or "262a"
        if definition not in DEFINITIONS:
            raise FactsMissing(
                f"“{definition}” is not a definition of this pack. Choose one of: {', '.join(DEFINITIONS)}."
            )
        part = DEFINITIONS[definition]
        stated = {"acts": tuple(acts), "means": tuple(means), "purposes": tuple(purposes)}
        met: dict[str, tuple[str, ...]] = {}
        rests_on: dict[str, Wording] = {}
        for element, codes in stated.items():
            self._known(element, codes)
            rests_on[element] = self.parameters.on(f"{part}_{element}", on)
            met[element] = tuple(code for code in codes if code in rests_on[element].codes)
        reasons: list[Reason] = []
        if definition == "262a" and not met["purposes"]:
            reading = self.parameters.on("section_262a_purposes_read_in", on)
            met["purposes"] = tuple(code for code in stated["purposes"] if code in reading.codes)
            if met["purposes"]:
                template = N_("The words “sexual immorality” of the time are read to cover {purposes}.")
                reasons.append(because("read_in", template, reading.provision, purposes=met["purposes"]))
        child = self.parameters.on(f"{part}_child_needs_no_means", on).expecting(True)
        answer, says, why = weighed(met, rests_on, child, under_18=under_18)
        reasons += why
        if answer == "purpose_missing" and definition == "palermo":
            template = N_("The protocol lists the least that counts; other exploitation is not excluded.")
            reasons.append(because("purposes_at_a_minimum", template, rests_on["purposes"].provision))
        return self.finding(
            "elements",
            on,
            answer,
            says,
            *reasons,
            particulars=dict(met),
            facts={**stated, "under_18": under_18, "definition": definition},
        )

    def _definition(self, part: str, on: date) -> tuple[dict[str, Value], list[Reason]]:
        acts, means, purposes = (
            self.parameters.on(f"{part}_{element}", on) for element in ("acts", "means", "purposes")
        )
        child = self.parameters.on(f"{part}_child_needs_no_means", on).expecting(True)
        particulars: dict[str, Value] = {
            "acts": acts.codes,
            "means": means.codes,
            "purposes": purposes.codes,
            "child_needs_no_means": bool(child.value),
        }
        return particulars, [
            because("acts", N_("An act: {acts}."), acts.provision, acts=acts.codes),
            because("means", N_("By one of these means: {means}."), means.provision, means=means.codes),
            because("purposes", N_("For the purpose of: {purposes}."), purposes.provision, purposes=purposes.codes),
            because("child_needs_no_means", N_("For a child no means is needed."), child.provision),
        ]

    def _known(self, element: str, codes: Sequence[str]) -> None:
        names = [f"{part}_{element}" for part in DEFINITIONS.values()] + [f"section_262a_{element}_read_in"]
        known = {code for n in names if self.parameters.has(n) for code in self.parameters.every_code(n)}
        if strange := sorted(set(codes) - known):
            raise FactsMissing(
                f"Not among the {element}: {', '.join(strange)}. Choose out of {', '.join(sorted(known))}."
            )
