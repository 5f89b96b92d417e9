"""An organization's scores of a year, ten fields in one table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from itaportal.thai.forms import ThaiDecimalField
from measures.actions.scores import score_problem
from measures.models import Indicator


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
        read_only: bool = False,
        **kwargs: Any,
    ) -> None:
        initial = {f"score_{number}": value for number, value in scores.items()}
        super().__init__(*args, **{**kwargs, "initial": initial})
        self.indicators = list(indicators)
        for indicator in self.indicators:
            field = ScoreFormField(indicator, disabled=read_only)
            field.widget.attrs.update({"class": "score", "autocomplete": "off"})
            self.fields[f"score_{indicator.number}"] = field

    @property
    def values(self) -> dict[int, Decimal | None]:
        """What was typed: indicator number -> score."""
        return {
            indicator.number: self.cleaned_data[f"score_{indicator.number}"]
            for indicator in self.indicators
        }

    def rows(self) -> list[tuple[Indicator, forms.BoundField]]:
        """Each indicator with its field, in order."""
        return [(each, self[f"score_{each.number}"]) for each in self.indicators]
