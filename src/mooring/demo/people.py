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


def name_of(number: int) -> dict[str, str]:
    """The invented name, birthday and numbers of the person with this number."""
    letter, round_ = LETTERS[number % len(LETTERS)], number // len(LETTERS)
    family = letter if round_ == 0 else f"{letter} {LETTERS[(number * 7) % len(LETTERS)]}"
    return {
        "given_names": GIVEN_NAME,
        "family_name": family,
        "known_as": f"Ukendt {letter}",
        "date_of_birth": f"about {1960 + number % 45}",
        "document_number": f"SYNTHETIC-{number:06d}",
    }


# Who resides here legally: the national centre assesses.
LEGAL: tuple[Person, ...] = (
    Person("woman", 34, ("RO",), "ro", ("sexual",), "eu_right_of_residence"),
    Person("man", 41, ("RO",), "ro", ("forced_labour",), "eu_right_of_residence"),
    Person("woman", 29, ("PH",), "tl", ("servitude", "sexual"), "permit", True),
    Person("man", 38, ("UA",), "uk", ("forced_labour",), "temporary_protection"),
    Person("woman", 45, ("TH",), "th", ("sexual",), "permit", True),
    Person("man", 19, ("LT",), "lt", ("forced_criminality",), "eu_right_of_residence"),
    Person("woman", 22, ("HU",), "hu", ("sexual", "forced_criminality"), "eu_right_of_residence"),
    Person("man", 52, ("PL",), "pl", ("forced_labour",), "eu_right_of_residence"),
    Person("man", 16, ("DK",), "da", ("forced_criminality",), "citizen", crossing="internal"),
    Person("woman", 31, ("BG",), "bg", ("sexual", "begging"), "eu_right_of_residence"),
    Person("trans_woman", 27, ("BR",), "pt", ("sexual",), "permit", True),
    Person("man", 47, ("VN",), "vi", ("forced_labour",), "permit", True),
)

# Who does not, or asks for asylum: the immigration service assesses.
NOT_LEGAL: tuple[Person, ...] = (
    Person("woman", 26, ("NG",), "en", ("sexual",), "none"),
    Person("man", 23, ("VN",), "vi", ("forced_criminality",), "none"),
    Person("woman", 24, ("NG",), "en", ("sexual",), "permit_in_other_eu_state", False),
    Person("man", 35, ("BG",), "bg", ("forced_labour", "begging"), "eu_no_right_of_residence"),
    Person("trans_woman", 30, ("CO",), "es", ("sexual",), "visa_free", False),
    Person("woman", 33, ("UG",), "en", ("servitude", "forced_labour"), "asylum_seeker"),
    Person("man", 28, ("AF",), "prs", ("forced_labour",), "asylum_seeker"),
    Person("man", 17, ("MA",), "ar", ("forced_criminality",), "none", in_doubt=True),
    Person("woman", 39, ("MD",), "ro", ("forced_labour",), "visa_free", False),
    Person("man", 44, ("stateless",), "ar", ("slavery_like",), "asylum_seeker"),
    Person("woman", 20, ("VN",), "vi", ("sexual",), "dublin_procedure"),
    Person("trans_man", 25, ("UG",), "en", ("sexual",), "asylum_seeker", own_word="a man, always was"),
    Person("woman", 28, ("KE",), "en", ("servitude",), "visa", False),
    Person("man", 15, ("SY",), "ar", ("forced_criminality",), "dublin_procedure"),
)
