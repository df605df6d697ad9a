"""The forms of stories: agreeing to be told of, writing, reading for the second time, translating."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mooring.casework.consent_forms import HowGiven
from mooring.casework.models import Case
from mooring.casework.named_by_code import country_choices, language_name
from mooring.referral.giving_away import REASONS, Found, marked
from mooring.returns.looking_through import by_word, confirmed_words, found_in, judged, whole
from mooring.returns.story_codes import LANGUAGES, TO_ANYBODY, TO_OFFICERS, WORDS_KNOWN_IN, CameTo, Pronoun, Theme
from mooring.safeguards.years import DayField

SHORT = {"class": "form-choices-short"}
CONFIRM = "confirm-"
AT_MOST = 6000


class AgreeForm(HowGiven):
    """That the person agreed to have the story told, to whom, and until when."""

    anybody = forms.BooleanField(
        label=_("On the pages that anybody may open as well"),
        required=False,
        help_text=_(
            "Only if the person said yes to this by itself. The pages are read by people who look for help, and by anybody else."
        ),
    )
    until = DayField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput,
        help_text=_("The last day, if the person wants one. Empty: until the person changes their mind."),
    )
    field_order = ("anybody", "until")

    def __init__(self, *args: Any, child: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if child:  # what stands on an open page at fifteen is found at thirty
            del self.fields["anybody"]

    def agreed(self) -> dict[str, Any]:
        """What the deed asks for."""
        given = dict(self.cleaned_data)
        anybody = given.pop("anybody", False)
        return {**given, "parts": [TO_OFFICERS, *([TO_ANYBODY] if anybody else [])]}


class LookedThrough(forms.Form):
    """A title and words that are looked through: of each thing that is found it asks whether it may stay, and why."""

    title = forms.CharField(label=_("Title"), max_length=120)
    words = forms.CharField(
        label=_("The story"), widget=forms.Textarea(attrs={"rows": 14}), max_length=AT_MOST, strip=True
    )

    def look_through(self, language: str, case: Case | None, known: dict[str, str]) -> None:
        """Look through what was sent. `known`: reasons given before, by the word; they are not asked for again."""
        self.known = known
        self.told = ""
        if self.is_bound:
            title, words = (self.data.get(self.add_prefix(name), "").strip() for name in ("title", "words"))
            self.told = whole(title, words.replace("\r\n", "\n"))
        self.found: list[Found] = found_in(self.told, language, case) if self.told.strip() else []
        for one in self.found:
            word = one.words(self.told)
            name = CONFIRM + one.key(self.told)
            if not one.is_refused and by_word(word) not in known and name not in self.fields:
                self.fields[name] = forms.ChoiceField(
                    label=_("“%(word)s” may stay because") % {"word": word},
                    help_text=one.why,
                    choices=[("", "—"), *REASONS.items()],
                    required=False,
                )

    def confirm_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(CONFIRM)]

    def other_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not name.startswith(CONFIRM)]

    def pieces(self) -> list[tuple[str, Found | None]]:
        """The text with what was found in it, for showing."""
        return marked(self.told, self.found) if self.found else []

    def confirmed(self) -> dict[str, str]:
        """The reasons, by what they are for; those given before included."""
        before = {one.key(self.told): self.known.get(by_word(one.words(self.told)), "") for one in self.found}
        sent = {name: self.data.get(self.add_prefix(name), "") for name in self.fields if name.startswith(CONFIRM)}
        return {**before, **{name.removeprefix(CONFIRM): reason for name, reason in sent.items()}}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        reasons = confirmed_words(self.told, self.found, self.confirmed())
        verdict = judged(self.told, self.found, reasons)
        for one in verdict.refused:
            # No more of it than the writer has before her, and nothing of what it was compared with.
            word = Truncator(one.words(self.told)).chars(40)
            self.add_error("words", _("Change “%(word)s”. %(why)s") % {"word": word, "why": one.why})
        for key in dict.fromkeys(one.key(self.told) for one in verdict.unconfirmed):
            name = CONFIRM + key
            self.add_error(
                name if name in self.fields else "words", _("Change it in the words, or say why it may stay.")
            )
        return given


class StoryForm(LookedThrough):
    """A story as a member of the team writes it: with which word of the person, about what, from where."""

    language = forms.ChoiceField(
        label=_("In which language you write"),
        choices=[],
        help_text=_(
            "The person's own, where you write it well. In English and Danish the machine also finds words that may be names;"
            " in the others it finds the names of the case, places, days and numbers. Whoever reads it next must read the language."
        ),
    )
    pronoun = forms.ChoiceField(
        label=_("By which word the story speaks of the person"),
        choices=Pronoun,
        widget=forms.RadioSelect(attrs=SHORT),
        help_text=_("As the person wishes."),
    )
    came_to = forms.ChoiceField(label=_("What became of the person"), choices=CameTo, widget=forms.RadioSelect)
    themes = forms.MultipleChoiceField(label=_("What it tells of"), choices=Theme, widget=forms.CheckboxSelectMultiple)
    country = forms.ChoiceField(
        label=_("From where, or back to where"),
        choices=country_choices,
        required=False,
        help_text=_("Leave it empty where few come from there: then it would tell who it is."),
    )
    field_order = ("language", "pronoun", "title", "words", "came_to", "themes", "country")

    def __init__(
        self, *args: Any, case: Case, language: str = "", known: dict[str, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, language_name(code)) for code in LANGUAGES]
        field.initial = (get_language() or "en")[:2]
        written_in = language or self.data.get(self.add_prefix("language"), "")
        if language:
            del self.fields["language"]
        self.look_through(written_in if written_in in LANGUAGES else LANGUAGES[0], case, known or {})

    def story(self) -> dict[str, Any]:
        """What the deed asks for."""
        names = ("title", "words", "themes", "came_to", "pronoun", "country", "language")
        given = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        return {**given, "words": given["words"].replace("\r\n", "\n"), "confirmed": self.confirmed()}


class TranslationForm(LookedThrough):
    """The story in another language."""

    language = forms.ChoiceField(label=_("Into which language"), choices=[])
    says_no_more = forms.BooleanField(
        label=_("It says nothing that the original does not say: no name, no place, no day"),
    )
    field_order = ("language", "title", "words", "says_no_more")

    def __init__(self, *args: Any, source: str, known: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "—"), *((code, language_name(code)) for code in LANGUAGES if code != source)]
        self.look_through(self.data.get(self.add_prefix("language"), ""), None, known)

    def translation(self) -> dict[str, Any]:
        """What the deed asks for."""
        given = self.cleaned_data
        return {
            "language": given["language"],
            "title": given["title"],
            "words": given["words"].replace("\r\n", "\n"),
            "confirmed": self.confirmed(),
        }


class ReleaseForm(forms.Form):
    """The second reading."""

    read_it = forms.BooleanField(
        label=_("I read it as somebody would who knows the person and looks for her or him, and would not find them"),
    )
    for_public = forms.BooleanField(label=_("Show it on the pages that anybody may open as well"), required=False)

    def __init__(self, *args: Any, may_be_public: bool, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_be_public:
            del self.fields["for_public"]
        if language not in WORDS_KNOWN_IN:
            says = _("I read %(language)s well: the machine does not know which of its words are names")
            self.fields["reads_the_language"] = forms.BooleanField(label=says % {"language": language_name(language)})
            self.order_fields(["read_it", "reads_the_language"])


class SendBackForm(forms.Form):
    """What should be changed."""

    words = forms.CharField(
        label=_("What should be changed"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class NoFieldsForm(forms.Form):
    """A page that asks once more before something is done."""


class FilterForm(forms.Form):
    """Stories by theme, country and language."""

    theme = forms.ChoiceField(label=_("Theme"), choices=[("", _("All")), *Theme.choices], required=False)
    came_to = forms.ChoiceField(label=_("What became"), choices=[("", _("All")), *CameTo.choices], required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, countries: list[tuple[str, str]], with_language: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country, language = self.fields["country"], self.fields["language"]
        assert isinstance(country, forms.ChoiceField) and isinstance(language, forms.ChoiceField)
        country.choices = [("", _("All")), *countries]
        language.choices = [
            ("", _("The language of the page, or the original")),
            *((one, language_name(one)) for one in LANGUAGES),
        ]
        if not with_language:
            del self.fields["language"]

    def chosen(self) -> dict[str, str]:
        """What was chosen; what is no choice counts as none."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
