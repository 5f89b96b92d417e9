"""An organization's announced scores of a year, one field each in one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from itaportal.thai.forms import ThaiDecimalField
from itaportal.thai.numerals import parse_decimal, thai_digits
from measures.actions.scores import points_problem, record_name, score_problem
from measures.choices import CitationScope
from measures.models import Organization
from measures.queries.history import last_change_of_score
from measures.queries.scores import ScoredSubject, YearSubjects
from measures.rules.score_keys import ScoreKey
from measures.rules.totals import percent_of_points

from .fieldwise import SHOWN, ShownField, changed_meanwhile, signed, unsigned

PERCENT = "ยืนยันว่าเป็นร้อยละ"


class ScoreFormField(ThaiDecimalField):
    """The score of one subject; every error names it."""

    def __init__(self, subject: ScoredSubject, **kwargs: Any) -> None:
        self.subject = subject
        super().__init__(label=subject.label, required=False, **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        """A score of 0 to 100 with at most two places, None when empty."""
        if isinstance(value, str) and "," in value:
            raise ValidationError(
                f"{self.subject.label}: อ่านได้ “{value}” โปรดใช้จุดเป็นจุดทศนิยม ไม่ใช้จุลภาค เช่น ๘๗.๖๗"
            )
        try:
            number: Decimal | None = super().clean(value)
        except ValidationError as error:
            raise ValidationError(f"{self.subject.label}: {error.messages[0]}") from error
        problem = "" if number is None else score_problem(self.subject.label, number)
        if problem:
            raise ValidationError(problem)
        return number


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A line of the table: what it is a score of, its field, and its tick where one is asked."""

    subject: ScoredSubject
    field: forms.BoundField
    tick: forms.BoundField | None


class ScoreTableForm(forms.Form):
    """One field a subject, named `field_name(key)`; empty means no score.

    A score that looks like weighted points needs the tick `percent_…` beside it, which is only
    shown then. `scores` and `level` are those stored; `typed` is shown instead of them where
    scores were pasted and are not saved yet. The page carries what it showed: a score that the
    user did not touch is not saved, and one that another changed meanwhile is refused once.
    """

    def __init__(
        self,
        *args: Any,
        organization: Organization,
        of_year: YearSubjects,
        scores: Mapping[ScoreKey, Decimal],
        level: str = "",
        typed: Mapping[ScoreKey, Decimal] | None = None,
        typed_level: str = "",
        read_only: bool = False,
        **kwargs: Any,
    ) -> None:
        self.organization = organization
        self.of_year = of_year
        self.now = {key: scores.get(key) for key in of_year.subjects}
        self.shown = dict(self.now)
        self.level_now = self.shown_level = level
        self._low: set[ScoreKey] = set()
        super().__init__(*args, **kwargs)
        self.fields[SHOWN] = ShownField()
        if self.is_bound:
            self._take_note()
        values = self.shown | dict(typed or {})
        self.initial = {field_name(key): value for key, value in values.items()}
        self.initial["level"] = typed_level or self.shown_level
        for subject in of_year.subjects.values():
            field = ScoreFormField(subject, disabled=read_only)
            field.widget.attrs.update({"class": "score", "autocomplete": "off"})
            self.fields[field_name(subject.key)] = field
            if subject.weight is not None:
                self.fields[tick_name(subject.key)] = forms.BooleanField(
                    label=PERCENT, required=False, disabled=read_only
                )
        self.fields["level"] = _level_field(of_year, level, disabled=read_only)

    def clean(self) -> dict[str, Any]:
        """Refuse weighted points that are not ticked, and once what another changed meanwhile."""
        cleaned = super().clean() or self.cleaned_data
        for key, subject in self.of_year.subjects.items():
            name = field_name(key)
            if name not in self.changed_data or name not in cleaned:
                continue
            value, now = cleaned[name], self.now[key]
            if now not in (self.shown[key], value):
                self.add_error(name, self._changed(record_name(key), now))
                self.shown[key] = now
            elif problem := self._points(subject, value):
                self._low.add(key)
                if not cleaned.get(tick_name(key)):
                    self.add_error(name, problem)
        level = self._new_level(cleaned)
        if level is not None and self.level_now not in (self.shown_level, level):
            self.add_error("level", self._changed("level", self.level_now or None))
            self.shown_level = self.level_now
        return cleaned

    @property
    def values(self) -> dict[ScoreKey, Decimal | None]:
        """What was typed anew, by key; what was not touched is left out."""
        names = {key: field_name(key) for key in self.of_year.subjects}
        return {
            key: self.cleaned_data[name] for key, name in names.items() if name in self.changed_data
        }

    @property
    def percent(self) -> set[ScoreKey]:
        """The keys whose low values are confirmed as percent."""
        return {key for key in self.of_year.subjects if self.cleaned_data.get(tick_name(key))}

    @property
    def level(self) -> str | None:
        """The announced level where it was changed, else None; "" clears it."""
        return self._new_level(self.cleaned_data)

    def _new_level(self, cleaned: Mapping[str, Any]) -> str | None:
        return cleaned.get("level") if "level" in self.changed_data else None

    def _changed(self, name: str, now: Decimal | str | None) -> ValidationError:
        """Who changed a score meanwhile, and what it says now."""
        written = None if now is None else str(now)
        year_be = self.of_year.year.year_be
        change = last_change_of_score(self.organization, year_be, name, written)
        return changed_meanwhile(change, thai_digits(written or ""))

    @property
    def _salt(self) -> str:
        return f"scores {self.organization.pk} {self.of_year.year.year_be}"

    def _take_note(self) -> None:
        note = unsigned(self.data.get(self.add_prefix(SHOWN)), salt=self._salt) or {}
        for key in self.of_year.subjects:
            if (name := field_name(key)) in note:
                self.shown[key] = None if note[name] is None else Decimal(note[name])
        self.shown_level = note.get("level", self.shown_level)

    def note_value(self) -> str:
        """What the page shows as stored, signed."""
        values = {
            field_name(key): None if value is None else str(value)
            for key, value in self.shown.items()
        }
        return signed(values | {"level": self.shown_level}, salt=self._salt)

    def shown_note(self) -> str:
        """The hidden field that the page carries, as HTML."""
        name = self.add_prefix(SHOWN)
        widget = self.fields[SHOWN].widget
        return str(widget.render(name, self.note_value(), {"id": f"id_{name}"}))

    def known_values(self) -> dict[ScoreKey, Decimal | None]:
        """What the table shows as far as it is a score: typed, else stored or pasted."""
        if self.is_bound:
            self.is_valid()  # cleans, once
            names = {key: field_name(key) for key in self.of_year.subjects}
            return {key: self.cleaned_data.get(name) for key, name in names.items()}
        return {key: self.initial.get(field_name(key)) for key in self.of_year.subjects}

    def doubted_percent(self, key: ScoreKey) -> Decimal | None:
        """What percent a typed score is that looks like points and is not confirmed; else None."""
        if not self.is_bound or self.is_valid() or key not in self._low:
            return None
        weight, value = self.of_year.subjects[key].weight, parse_decimal(self.typed(key))
        if field_name(key) not in self.errors or weight is None or value is None:
            return None
        return percent_of_points(value, weight)

    def typed(self, key: ScoreKey) -> str:
        """What the page sent for a subject, as typed."""
        return str(self.data.get(self.add_prefix(field_name(key)), ""))

    def row(self, key: ScoreKey) -> ScoreRow:
        """The line of one subject; the tick is shown where its value looks like points."""
        subject, name = self.of_year.subjects[key], field_name(key)
        if self.is_bound:
            self.is_valid()  # cleans, once
            asks = key in self._low
        else:
            asks = bool(self._points(subject, self.initial.get(name)))
        return ScoreRow(subject, self[name], self[tick_name(key)] if asks else None)

    def rows_of(self, scope: CitationScope, instrument: str) -> list[ScoreRow]:
        """The lines of an instrument's indicators, or questions, in order."""
        return [
            self.row(key)
            for key, subject in self.of_year.subjects.items()
            if key.scope == scope and subject.instrument == instrument
        ]

    def _points(self, subject: ScoredSubject, value: Decimal | None) -> str:
        """What is said of a new value that looks like weighted points, or ""."""
        if value is None or value == self.now[subject.key]:
            return ""
        return points_problem(subject, value)


class PastedScoresForm(forms.Form):
    """A column of scores pasted from a sheet or an announcement."""

    pasted = forms.CharField(
        label="วางคะแนนทั้งคอลัมน์",
        widget=forms.Textarea({"rows": 6, "cols": 40}),
        max_length=20_000,
        strip=False,
        help_text=(
            "บรรทัดละหนึ่งค่าตามลำดับตัวชี้วัด บรรทัดว่างคือไม่มีคะแนน หรือคัดลอกสองคอลัมน์คือชื่อและคะแนน "
            "ระบบจะเติมในตารางให้ตรวจก่อน ยังไม่บันทึก"
        ),
        error_messages={"required": "โปรดวางคะแนนก่อน เช่น ๘๗.๖๗ บรรทัดละหนึ่งค่า"},
    )


def field_name(key: ScoreKey) -> str:
    """The name of a subject's field: score_1, instrument_IIT, question_i4, total."""
    if key.scope == CitationScope.TOTAL:
        return "total"
    kind = "score" if key.scope == CitationScope.INDICATOR else key.scope.value
    return f"{kind}_{key.code}"


def tick_name(key: ScoreKey) -> str:
    """The name of the tick that a low value is percent."""
    return f"percent_{field_name(key)}"


def _level_field(of_year: YearSubjects, stored: str, *, disabled: bool) -> forms.Field:
    if not of_year.levels:
        return forms.CharField(
            label="ระดับที่ประกาศ", max_length=60, required=False, disabled=disabled
        )
    of_another_scale = {stored: stored} if stored and stored not in of_year.levels else {}
    levels = of_year.level_labels | of_another_scale
    return forms.ChoiceField(
        label="ระดับที่ประกาศ",
        choices=[("", "ยังไม่ประกาศ"), *levels.items()],
        required=False,
        disabled=disabled,
        error_messages={
            "invalid_choice": "ระดับที่ประกาศ: อ่านได้ “%(value)s” โปรดเลือกระดับของปีนั้น เช่น "
            + of_year.levels[0]
        },
    )
