"""An organization's scores of a year, ten fields in one table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from itaportal.thai.forms import ThaiDecimalField
from itaportal.thai.numerals import thai_digits
from measures.actions.scores import score_problem
from measures.models import Indicator, Organization
from measures.queries.history import last_change_of_score

from .fieldwise import SHOWN, ShownField, changed_meanwhile, signed, unsigned


class ScoreFormField(ThaiDecimalField):
    """The score of one indicator; every error names it."""

    def __init__(self, indicator: Indicator, **kwargs: Any) -> None:
        self.indicator = indicator
        super().__init__(label=str(indicator), required=False, **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        """A score of 0 to 100 with at most two places, None when empty."""
        try:
            number: Decimal | None = super().clean(value)
        except ValidationError as error:
            raise ValidationError(f"{self.indicator}: {error.messages[0]}") from error
        problem = "" if number is None else score_problem(self.indicator, number)
        if problem:
            raise ValidationError(problem)
        return number


class ScoreTableForm(forms.Form):
    """One field an indicator, `score_<number>`; empty means no score."""

    def __init__(
        self,
        *args: Any,
        indicators: Iterable[Indicator],
        scores: Mapping[int, Decimal],
        about: tuple[Organization, int] | None = None,
        read_only: bool = False,
        **kwargs: Any,
    ) -> None:
        self.about = about
        self.indicators = list(indicators)
        self.now = {each.number: scores.get(each.number) for each in self.indicators}
        self.shown = dict(self.now)
        super().__init__(*args, **kwargs)
        self.fields[SHOWN] = ShownField()
        if self.is_bound:
            note = unsigned(self.data.get(SHOWN), salt=self._salt) or {}
            for number, value in note.items():
                self.shown[int(number)] = None if value is None else Decimal(value)
        self.initial = {f"score_{number}": value for number, value in self.shown.items()}
        for indicator in self.indicators:
            field = ScoreFormField(indicator, disabled=read_only)
            field.widget.attrs.update({"class": "score", "autocomplete": "off"})
            self.fields[f"score_{indicator.number}"] = field

    @property
    def values(self) -> dict[int, Decimal | None]:
        """What was typed anew: indicator number -> score; what was not touched is left out."""
        return {
            indicator.number: self.cleaned_data[f"score_{indicator.number}"]
            for indicator in self.indicators
            if f"score_{indicator.number}" in self.changed_data
        }

    @property
    def _salt(self) -> str:
        return f"scores {self.about[0].pk} {self.about[1]}" if self.about else "scores"

    def clean(self) -> dict[str, Any]:
        """Refuse once what another changed since the page was opened."""
        cleaned = super().clean() or self.cleaned_data
        for number, now in self.now.items():
            name = f"score_{number}"
            if name not in self.changed_data or name not in cleaned:
                continue
            if now not in (self.shown[number], cleaned[name]):
                change = None
                if self.about is not None:
                    change = last_change_of_score(*self.about, number, now)
                said = "" if now is None else thai_digits(str(now))
                self.add_error(name, changed_meanwhile(change, said))
                self.shown[number] = now
        return cleaned

    def note_value(self) -> str:
        """What the page shows, signed."""
        values = {str(n): None if v is None else str(v) for n, v in self.shown.items()}
        return signed(values, salt=self._salt)

    def note(self) -> str:
        """The hidden field that the page carries, as HTML."""
        return str(self.fields[SHOWN].widget.render(SHOWN, self.note_value(), {"id": "id_shown"}))

    def rows(self) -> list[tuple[Indicator, forms.BoundField]]:
        """Each indicator with its field, in order."""
        return [(each, self[f"score_{each.number}"]) for each in self.indicators]
