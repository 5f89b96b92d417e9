"""What a report says of its indicators beside the measures: question, analysis, guidance, score.

Form E has them in columns of their own, form C the guidance (แนวทางในการยกระดับ). They belong to
the indicator, not to the row: an indicator has one analysis.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from itaportal.thai.codes import split_item_code
from itaportal.thai.numerals import thai_digits
from itaportal.thai.text import without_spaces

from .columns import Column, alike
from .drafts import AnalysisDraft, KnownNames, ScoreDraft
from .headings import split_score
from .row_cells import RowCells
from .source import Place

_COLUMNS = (Column.QUESTION, Column.ANALYSIS, Column.GUIDANCE)
_SAME_QUESTION = 0.8


class Analyses:
    """Collects a plan's analyses and the scores beside the names of its indicators."""

    def __init__(self, known: KnownNames, score_year: int | None, *, takes_scores: bool) -> None:
        self._known = known
        self._score_year = score_year
        self._takes_scores = takes_scores
        self._analyses: dict[int, AnalysisDraft] = {}
        self._named: dict[int, str] = {}
        self._scores: dict[int, ScoreDraft] = {}

    @property
    def drafts(self) -> tuple[AnalysisDraft, ...]:
        """The analyses by indicator."""
        return tuple(self._analyses[number] for number in sorted(self._analyses))

    @property
    def scores(self) -> tuple[ScoreDraft, ...]:
        """The scores by indicator."""
        return tuple(self._scores[number] for number in sorted(self._scores))

    def without_score(self, printed: str, indicator: int | None, place: Place) -> str:
        """An indicator's printed name without the score beside it, which is taken."""
        name, value = split_score(printed)
        if value is None or indicator is None or not self._takes_scores or not self._score_year:
            return printed
        first = self._scores.setdefault(
            indicator, ScoreDraft(indicator, self._score_year, value, place)
        )
        return name if first.value == value else printed

    def read(self, cells: RowCells, indicator: int | None, printed: str) -> bool:
        """Take a row's analysis; False when it can belong to no indicator and is still to place."""
        if not any(cells.lines(column) for column in _COLUMNS):
            return True
        named = without_spaces(printed)
        if indicator is None or (
            indicator in self._analyses and named and named != self._named[indicator]
        ):
            return False
        before = self._analyses.get(indicator)
        draft = AnalysisDraft(
            indicator,
            before.question if before and before.question else self._question(cells),
            *(cells.cell(column) for column in _COLUMNS),
        )
        if before is None:
            self._named[indicator] = named
        else:
            draft = replace(
                draft,
                question_text=before.question_text + draft.question_text,
                analysis=before.analysis + draft.analysis,
                guidance=before.guidance + draft.guidance,
            )
            cells.doubt(
                Column.ANALYSIS,
                thai_digits(f"การวิเคราะห์ของตัวชี้วัดที่ {indicator} อีกแถวหนึ่ง"),
                "รวมไว้ในการวิเคราะห์เดียวกันของตัวชี้วัดนั้น",
                "การวิเคราะห์หนึ่งแถวต่อหนึ่งตัวชี้วัด",
            )
        self._analyses[indicator] = draft
        return True

    def _question(self, cells: RowCells) -> str:
        """The code of the question that a cell quotes, by its text or else by its code."""
        printed = cells.text(Column.QUESTION)
        if not printed:
            return ""
        questions = self._known.earlier_questions or self._known.questions
        code, text = split_item_code(printed, expected=True)
        if code is None:  # ๑๑ for i1
            code, text = split_item_code(printed, expected=True, letter="i")
        quoted = _quoted(text, questions) or _quoted(printed, questions)
        found = quoted or (code if code in questions else None)
        if found is None or (code is not None and found != code):
            made = "เก็บเป็นข้อความตามที่พิมพ์"
            if found:
                made = thai_digits(f"ผูกกับข้อ {found} ตามข้อความของคำถาม และเก็บตามที่พิมพ์")
            cells.doubt(Column.QUESTION, printed[:80], made, "รหัสข้อและข้อคำถามของปีที่ประเมิน เช่น i๔")
        return found or ""


def _quoted(text: str, questions: Mapping[str, str]) -> str | None:
    """The code of the question that a text is, in its words or nearly."""
    bare = without_spaces(text)
    best: tuple[float, str | None] = (_SAME_QUESTION, None)
    for code, question in questions.items():
        if bare and bare == without_spaces(question):
            return code
        best = max(best, (alike(bare, question), code), key=lambda each: each[0])
    return best[1]
