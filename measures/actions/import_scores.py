"""Importing a year's scores from an office's file, all or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from itaportal.thai.numerals import thai_digits
from measures.access import require
from measures.choices import Right
from measures.exchange.score_labels import ScoreNames
from measures.exchange.score_tables import ScoreReading
from measures.models import FiscalYear, Organization, User
from measures.queries.scores import (
    ScoredSubject,
    score_names,
    stored_scores,
    subjects_of_year,
)
from measures.rules.score_keys import ScoreKey
from measures.rules.scoring import score_text

from .scores import enter_year, points_problem


class ScoresRefusedError(Exception):
    """Scores that cannot be read, look like points, or differ from those stored.

    `messages` say in Thai what each is, and what to do.
    """

    def __init__(self, *messages: str) -> None:
        super().__init__(" ".join(messages))
        self.messages = messages


@dataclass(frozen=True, slots=True)
class ChangedScore:
    """A score that an import changes, percent; `before` is None where there was none."""

    subject: ScoredSubject
    before: Decimal | None
    after: Decimal

    def __str__(self) -> str:
        if self.before is None:
            return f"{self.subject.label}: {score_text(self.after)}"
        return f"{self.subject.label}: {score_text(self.before)} → {score_text(self.after)}"


@dataclass(frozen=True, slots=True)
class ScoreImport:
    """What an import did, or in a dry run would do: nothing in `changes` where all was stored.

    `level` is (before, after) where the announced level changes.
    """

    reading: ScoreReading
    changes: tuple[ChangedScore, ...]
    level: tuple[str, str] | None = None

    @property
    def changed(self) -> bool:
        """Whether anything of the file was not stored yet."""
        return bool(self.changes or self.level)


def import_scores(
    read: Callable[[ScoreNames], ScoreReading],
    *,
    organization: Organization,
    year: FiscalYear,
    replace_existing: bool = False,
    percent: bool = False,
    dry_run: bool = False,
    by: User,
) -> ScoreImport:
    """Store the scores that `read` finds, given the names that it may meet.

    The file is read before the transaction begins, as nobody else can save while SQLite has one.
    The same scores again change nothing. `percent` insists that low values are no weighted
    points. Raises PermissionDenied, UnreadableFile, ValidationError, and ScoresRefusedError with
    every problem of the file, every low value, or every stored value that differs where
    `replace_existing` is not given.
    """
    require(by, Right.EDIT_SCORES, organization)
    of_year = subjects_of_year(organization, year.year_be)
    if of_year is None:
        raise ValidationError(f"ยังไม่มีกรอบการประเมินของ{year} โปรดแจ้งผู้ดูแลระบบให้เพิ่มกรอบการประเมินก่อน")
    reading = read(score_names(of_year, organization))
    if reading.problems:
        raise ScoresRefusedError(*map(str, reading.problems))
    with transaction.atomic():
        organization = Organization.objects.select_for_update().get(pk=organization.pk)
        stored, stored_level = stored_scores(organization, of_year.framework)
        changes = tuple(
            ChangedScore(subject, stored.get(key), reading.scores[key])
            for key, subject in of_year.subjects.items()
            if key in reading.scores and reading.scores[key] != stored.get(key)
        )
        level = None
        if reading.level and reading.level != stored_level:
            level = (stored_level, reading.level)
        if not percent:
            _require_percent(changes)
        if not replace_existing:
            _require_nothing_differs(changes, level)
        done = ScoreImport(reading, changes, level)
        if done.changed and not dry_run:
            scores: dict[ScoreKey, Decimal | None] = {
                each.subject.key: each.after for each in changes
            }
            enter_year(
                organization,
                year,
                scores,
                level=reading.level or None,
                percent=scores,
                by=by,
            )
        return done


def _require_percent(changes: tuple[ChangedScore, ...]) -> None:
    found = [points_problem(each.subject, each.after) for each in changes]
    if low := list(filter(None, found)):
        raise ScoresRefusedError(*low, "หากคะแนนข้างต้นเป็นร้อยละอยู่แล้ว โปรดสั่งอีกครั้งด้วย --percent")


def _require_nothing_differs(
    changes: tuple[ChangedScore, ...], level: tuple[str, str] | None
) -> None:
    differing = [str(each) for each in changes if each.before is not None]
    if level is not None and level[0]:
        differing.append(f"ระดับที่ประกาศ: {level[0]} → {level[1]}")
    if differing:
        count = thai_digits(f"มีคะแนนที่บันทึกไว้แล้วต่างจากไฟล์ {len(differing)} รายการ")
        raise ScoresRefusedError(f"{count} จึงยังไม่ได้บันทึก หากต้องการแทนที่ โปรดใช้ --replace", *differing)
