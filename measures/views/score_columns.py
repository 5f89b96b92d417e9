"""A year of the page of scores: its fields, and what follows from them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.utils.functional import cached_property

from measures.choices import CitationScope
from measures.forms.scores import ScoreRow, ScoreTableForm, field_name, tick_name
from measures.models.frameworks import UNCONFIRMED
from measures.queries.year_rules import YearRules
from measures.rules.grading import Band, HeldBack, held_back, level_of
from measures.rules.score_keys import TOTAL, ScoreKey, indicator_key, instrument_key
from measures.rules.totals import Checked, Recomputation, recompute


@dataclass(frozen=True, slots=True)
class Doubt:
    """A typed score that looks like weighted points: what was typed, what percent that is."""

    row: ScoreRow
    year_be: int
    typed: str
    percent: Decimal
    field: str
    tick: str


class YearColumn:
    """One year (BE) of the page: its form, and what follows from what the form shows."""

    def __init__(self, form: ScoreTableForm, rules: YearRules) -> None:
        self.form = form
        self.rules = rules
        self.year_be = rules.year_be

    @cached_property
    def values(self) -> dict[ScoreKey, Decimal | None]:
        """Scores by key as far as they are scores."""
        return self.form.known_values()

    @cached_property
    def waiting(self) -> set[ScoreKey]:
        """Scores that are typed and are not accepted yet."""
        if not self.form.is_bound:
            return set()
        return {key for key in self.form.of_year.subjects if field_name(key) in self.form.errors}

    @cached_property
    def computed(self) -> Recomputation:
        """Instruments and total, announced beside computed."""
        return recompute(
            {
                number: self.values.get(indicator_key(number))
                for number in self.rules.indicator_names
            },
            self.rules.instruments,
            {
                each.code: self.values.get(instrument_key(each.code))
                for each in self.rules.instruments
            },
            self.values.get(TOTAL),
        )

    @property
    def total(self) -> Checked:
        """The total, announced beside computed."""
        return self.computed.total

    @property
    def total_row(self) -> ScoreRow:
        """The field of the announced total."""
        return self.form.row(TOTAL)

    @property
    def level_field(self) -> forms.BoundField:
        """The field of the announced level."""
        return self.form["level"]

    @property
    def announced_level(self) -> str:
        """The announced level, or ""."""
        return str(self.level_field.value() or "")

    @cached_property
    def computed_level(self) -> str:
        """The level of the total that holds, marked where its conditions are unconfirmed; or ""."""
        band = level_of(self.rules.bands, self.total.value, self._instruments)
        return shown_level(band) if band else ""

    @property
    def level(self) -> str:
        """The level that holds: the announced one, else the computed one, else ""."""
        return self.announced_level or self.computed_level

    @property
    def level_differs(self) -> bool:
        """Whether the announced level is another than the computed one."""
        band = level_of(self.rules.bands, self.total.value, self._instruments)
        return bool(band and self.announced_level and band.name != self.announced_level)

    @cached_property
    def held_back(self) -> HeldBack | None:
        """The better level that only instruments keep away."""
        return held_back(self.rules.bands, self.total.value, self._instruments)

    @property
    def _instruments(self) -> dict[str, Decimal | None]:
        return {code: each.value for code, each in self.computed.instruments.items()}

    @property
    def announced_rows(self) -> list[ScoreRow]:
        """The fields of the instruments' announced scores."""
        return [self.form.row(instrument_key(each.code)) for each in self.rules.instruments]

    @property
    def question_rows(self) -> list[ScoreRow]:
        """The fields of the questions' scores, in order."""
        return [
            row
            for each in self.rules.instruments
            for row in self.form.rows_of(CitationScope.QUESTION, each.code)
        ]

    @property
    def entered_questions(self) -> int:
        """How many questions have a score."""
        return sum(row.field.value() not in (None, "") for row in self.question_rows)

    @property
    def has_announced_errors(self) -> bool:
        """Whether an instrument's announced score is refused: then they are shown."""
        return any(row.field.errors for row in self.announced_rows)

    @property
    def has_question_errors(self) -> bool:
        """Whether a question's score is refused: then they are shown."""
        return any(row.field.errors for row in self.question_rows)

    @property
    def instruments_as_json(self) -> str:
        """Code, weight and numbers of indicators of each instrument, for the page's script."""
        return json.dumps(
            [[each.code, str(each.weight), each.indicators] for each in self.rules.instruments]
        )

    @property
    def bands_as_json(self) -> str:
        """The levels from the top: name as shown, least total, least of each instrument or null."""
        return json.dumps(
            [
                [
                    shown_level(each),
                    str(each.total_from),
                    None if each.each_instrument_from is None else str(each.each_instrument_from),
                ]
                for each in self.rules.bands
            ],
            ensure_ascii=False,
        )

    def doubts(self, key: ScoreKey) -> Iterator[Doubt]:
        """The notice below a score that looks like weighted points."""
        percent = self.form.doubted_percent(key)
        if percent is not None:
            yield Doubt(
                self.form.row(key),
                self.year_be,
                self.form.typed(key),
                percent,
                self.form.add_prefix(field_name(key)),
                self.form.add_prefix(tick_name(key)),
            )


def shown_level(band: Band) -> str:
    """A level, marked where nobody has confirmed its conditions."""
    return band.name if band.is_confirmed else f"{band.name} ({UNCONFIRMED})"
