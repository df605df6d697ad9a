"""Who may refer a person in the United Kingdom, with whose consent, and what is notified without it."""

from datetime import date

from mooring.countries.united_kingdom.parts import OfParts
from mooring.law import HOME, N_, Finding, Reason, because
from mooring.law.words import Value


class Referral(OfParts):
    """The way into the National Referral Mechanism."""

    def first_responders(self, on: date, *, territory: str = HOME) -> Finding:
        """Who may refer a person to the mechanism? Source: the police's authorised practice, which lists them."""
        self.here(territory)
        statutory = self.parameters.on("first_responders_statutory", on)
        others = self.parameters.on("first_responders_others", on)
        further = self.parameters.on("first_responders_others_from_memory", on)
        return self.finding(
            "first_responders",
            on,
            "first_responders",
            N_("Only first responders refer: {statutory}; and {others}."),
            because(
                "statutory_responders",
                N_("Public authorities: {statutory}."),
                statutory.provision,
                statutory=statutory.codes,
            ),
            because("other_responders", N_("Organisations: {others}."), others.provision, others=others.codes),
            because(
                "responders_from_memory", N_("From memory also: {further}."), further.provision, further=further.codes
            ),
            particulars={"statutory": statutory.codes, "others": (*others.codes, *further.codes)},
        )

    def who_may_converse(self, on: date, *, territory: str = HOME) -> Finding:
        """Who may hold the clarifying conversation? In the United Kingdom the first responder who refers."""
        self.here(territory)
        holders = self.parameters.on("conversation_holders", on)
        return self.finding(
            "who_may_converse",
            on,
            "first_responders",
            N_("The clarifying conversation may be held by {holders}."),
            because("first_responders_speak", N_("Who refers speaks with the person first."), holders.provision),
            particulars={"holders": holders.codes, "in_dispute": ()},
        )

    def referral(self, child: bool, consents: bool | None, on: date, *, by: str = "", territory: str = HOME) -> Finding:
        """Is this person referred, and is the person's consent needed for it?

        An adult is referred with consent only; a child, or somebody of unknown age, always. An adult who says no is
        notified without a name by an authority under the duty in England and Wales; for that the part must be said.
        Raises `FactsMissing` when it is not. Source: Modern Slavery Act 2015 s. 52; referral form of the Home Office.
        """
        self.here(territory)
        facts: dict[str, Value] = {"child": child, "consents": consents, "by": by}
        if by and (outside := self._not_a_responder(by, on, facts)):
            return outside
        if child:
            held = self.parameters.on("consent_of_a_child", on).expecting(False)
            why = because(
                "child_needs_no_consent", N_("A child is referred whether or not it consents."), held.provision
            )
            return self._sent("refer_child", N_("Refer now: a child's consent is not needed."), on, facts, why)
        held = self.parameters.on("consent_of_an_adult", on).expecting(True)
        why = because("adult_consents", N_("An adult is referred only with informed consent."), held.provision)
        if consents is None:
            says = N_("Ask the person first: an adult is referred only with consent.")
            return self._sent("ask_for_consent", says, on, facts, why, provides=False, needed=True)
        if consents:
            return self._sent("refer", N_("Refer now: the person has consented."), on, facts, why, needed=True)
        return self._without_consent(on, by, facts, territory)

    def _without_consent(self, on: date, by: str, facts: dict[str, Value], territory: str) -> Finding:
        part = self.part(territory)
        duty = self.parameters.on(f"duty_to_notify_{part}", on).expecting(True, "not_in_force")
        consent = self.parameters.on("consent_of_an_adult", on)
        no = because("adult_said_no", N_("The person has said no, and is not referred."), consent.provision)
        if duty.value != "not_in_force":
            bodies = self.parameters.on("bodies_under_the_duty", on)
            policy = self.parameters.on("bodies_by_policy", on)
            if not by or by in (*bodies.codes, *policy.codes):
                sent = self.parameters.on("sent_without_consent", on)
                held = policy if by in policy.codes else bodies
                return self._sent(
                    "notify_anonymously",
                    N_(
                        "Not referred. The authority notifies the Home Office, without anything that identifies the person."
                    ),
                    on,
                    facts,
                    no,
                    because(
                        "duty_to_notify",
                        N_("Public authorities notify suspected victims."),
                        duty.provision,
                        held.provision,
                    ),
                    because(
                        "nothing_that_identifies", N_("It may hold only: {sent}."), sent.provision, sent=sent.codes
                    ),
                    needed=True,
                    sent=sent.codes,
                )
            reason = because(
                "not_under_the_duty", N_("The duty binds only: {bodies}."), bodies.provision, bodies=bodies.codes
            )
        else:
            reason = because(
                "no_duty_here", N_("No duty to notify is known to be in force in this part."), duty.provision
            )
        says = N_("Not referred: the person has said no. Help is offered all the same.")
        return self._sent("no_referral", says, on, facts, no, reason, provides=False, needed=True)

    def _not_a_responder(self, by: str, on: date, facts: dict[str, Value]) -> Finding | None:
        known = self.first_responders(on)
        if by in (*known.codes("statutory"), *known.codes("others")):
            return None
        says = N_("Not by this organisation: ask a first responder, or the modern slavery helpline.")
        return self._sent("not_a_first_responder", says, on, facts, *known.because, provides=False)

    def _sent(
        self,
        answer: str,
        says: str,
        on: date,
        facts: dict[str, Value],
        *reasons: Reason,
        provides: bool = True,
        needed: bool = False,
        sent: tuple[str, ...] = (),
    ) -> Finding:
        return self.finding(
            "referral",
            on,
            answer,
            says,
            *reasons,
            particulars={"consent_needed": needed, "may_be_sent": sent},
            facts=facts,
            provides=provides,
        )
