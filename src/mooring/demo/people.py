"""The invented people: what is known of each in codes, and names that show that nobody bears them."""

from __future__ import annotations

from dataclasses import dataclass

GIVEN_NAME = "Testperson"  # the canary: it may appear nowhere in the clear
LETTERS = """Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec
Romeo Sierra Tango Uniform Victor Whiskey Xray Yankee Zulu""".split()  # noqa: SIM905 one line reads better than thirty


@dataclass(frozen=True)
class Person:
    """One invented person. `basis` and `stay_lawful` are codes of the law; together they say which authority assesses."""

    gender: str
    age: int
    citizenships: tuple[str, ...]
    language: str
    forms: tuple[str, ...]
    basis: str
    stay_lawful: bool | None = None
    crossing: str = "cross_border"
    in_doubt: bool = False
    own_word: str = ""

    @property
    def is_child(self) -> bool:
        return self.age < 18 or self.in_doubt


def name_of(number: int, not_named: str) -> dict[str, str]:
    """The invented name, birthday and numbers of the person with this number."""
    letter, round_ = LETTERS[number % len(LETTERS)], number // len(LETTERS)
    family = letter if round_ == 0 else f"{letter} {LETTERS[(number * 7) % len(LETTERS)]}"
    return {
        "given_names": GIVEN_NAME,
        "family_name": family,
        "known_as": f"{not_named} {letter}",
        "date_of_birth": f"about {1960 + number % 45}",
        "document_number": f"SYNTHETIC-{number:06d}",
    }
