"""The words of the demo, all invented and all sealed where they are written: none of them may be found in the clear."""

from __future__ import annotations

SECTIONS: dict[str, tuple[str, ...]] = {
    "safety_now": (
        "Feels safe here. The man who drove must not know where.",
        "Afraid that somebody waits outside. We used the back door.",
        "Safe tonight; a cousin knows the town but not the address.",
    ),
    "health_now": (
        "Pain in the back for weeks. Wishes to see a doctor, not a hospital.",
        "Sleeps two hours a night. Nothing that cannot wait until tomorrow.",
        "Has run out of medicine for asthma.",
    ),
    "home_and_family": (
        "Two children with their grandmother, who is asked for the money.",
        "An uncle signed for the debt. Nobody at home knows the truth.",
        "Grew up in care; wishes to say no more about it now.",
    ),
    "recruitment": (
        "Was promised cleaning in a hotel and a room of one's own.",
        "A friend of a friend paid the ticket; the sum doubled on arrival.",
        "An advertisement in a group online, with a picture of another place.",
    ),
    "journey": (
        "Came by coach through three countries. The driver kept the passport.",
        "Flew with a visa somebody else had applied for.",
        "Walked the last part at night with two others.",
    ),
    "control": (
        "The telephone was read every evening. Never out alone.",
        "Told what to say if the police came. A film would be sent home.",
        "Wages were written in a book that only the others saw.",
    ),
    "exploitation": (
        "Fourteen hours a day, seven days. Paid twice in five months.",
        "Had to hand over everything but money for food.",
        "Carried bags to addresses; was beaten the one time of saying no.",
    ),
    "wishes": (
        "Wishes to rest first. Yes to an assessment; the police may wait.",
        "Wishes to go home before winter, but not to the same town.",
        "Wishes to work with proper pay, and to learn the language.",
    ),
}
EVIDENCE = (
    "Said so without being asked, twice.",
    "The key hung on the outside of the door.",
    "A notebook with sums and initials was shown.",
)
HOURS = ("Weekdays between ten and two. Never at night.", "Only when the children are at school.")
CODE_WORD = ("Ask about the blue bicycle.", "Say: is the laundry ready?")
WHO_MAY_ANSWER = ("A flatmate may answer. Say it is the dentist.", "Nobody picks up but the person.")
THREATS = ("The mother has had visits from two men.", "A younger brother is to come next.", "")
NOTES = (
    "Came fifteen minutes early today, and laughed once.",
    "Rang about the key to the room; it works now.",
    "Brought letters to be read aloud. One is from the tax agency.",
    "Wishes the same interpreter as last time.",
)
TASKS = (
    "Find a dentist who takes the bill",
    "Ask for the passport that the police keep",
    "Book the interpreter for the second meeting",
    "Bring winter shoes, size 39",
    "Ring the lawyer about wages owed",
)
SIGNALS = (
    "The police visit a clinic tonight and expect four people. Meet at the corner, lights off.",
    "A caller speaks of six men in a cellar behind a workshop.",
    "A nurse has seen the same bruises twice, and the same man in the waiting room.",
    "Three people slept in the lorry that was stopped.",
    "A teacher is worried about a boy with three telephones.",
    "Met on the street at two in the morning; took gloves and a card.",
)
GROUNDS = (
    "The account is coherent and fits the signs; there is sensible reason to assume it.",
    "Debt, papers taken and control are told in detail and supported by what the police found.",
)
FIRST_GROUNDS = (
    "What was told fits the signs that were observed; it need not be proved yet.",
    "The police found the papers where the person said they were kept.",
)
GROUNDS_AGAINST = (
    "Wages were too low and hours too long, but neither deception nor coercion was told of.",
    "What is known is too little to assume it; can be taken up again.",
)
CORRECTIONS = (
    "Messages found later show the threats that were told of.",
    "The court found that the work was agreed to and paid.",
)
POLICE = (
    "Was in the rear room with two others; door bolted from outside.",
    "Charged with illegal stay; to be looked at again.",
)
IMMIGRATION = (
    "An application was lodged at the border and not followed up.",
    "Fingerprints from another country in spring.",
)
DEPARTURE_GROUND = "A sentence for a serious crime, with expulsion; weighed against the need for rest."
PLAN_NEEDS = {
    "safety": "A room whose address nobody from before knows.",
    "health": "Doctor this week; teeth later.",
    "legal": "A lawyer for the wages, and to understand the case.",
    "network": "To telephone home on Sundays.",
}
PLAN_GOALS = ("To sleep a whole night. To have papers again.", "To have money of one's own by spring.")
PLAN_SERVICES = "We book the doctor; the house finds the room; the person rings us on Fridays."
PLAN_OWN_WORDS = ("I want to decide the days myself.", "First sleep. Then we talk about the rest.")
PLAN_DISAGREEMENT = "Not the course in the mornings. I work better late."


def everything() -> list[str]:
    """Every sentence of the demo, for the search that proves that none lies in the clear."""
    found: list[str] = [
        DEPARTURE_GROUND,
        PLAN_SERVICES,
        PLAN_DISAGREEMENT,
        *PLAN_NEEDS.values(),
    ]
    for told in SECTIONS.values():
        found += told
    for many in (
        EVIDENCE,
        HOURS,
        CODE_WORD,
        WHO_MAY_ANSWER,
        THREATS,
        NOTES,
        TASKS,
        SIGNALS,
        GROUNDS,
        FIRST_GROUNDS,
        GROUNDS_AGAINST,
    ):
        found += many
    for many in (CORRECTIONS, POLICE, IMMIGRATION, PLAN_GOALS, PLAN_OWN_WORDS):
        found += many
    return [words for words in found if words]
