"""Tables of scores by their kind: a line a score, a column a score, or ten bare figures.

Decisions are doubts; what cannot be decided is a problem, and with one nothing may be saved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from itaportal.thai.numerals import all_arabic_digits, thai_digits
from itaportal.thai.text import without_spaces
from measures.choices import CitationScope
from measures.rules.score_keys import ScoreKey, indicator_key

from .score_headings import (
    FULL_YEAR,
    GridLine,
    YearMissing,
    figures_under,
    headed_column,
    split_figure,
    years_in,
)
from .score_labels import Label, ScoreNames, is_level_label, read_label
from .score_values import is_blank, looks_like_value, read_score_value, split_value
from .source import Doubt, Place, UnreadableFile

_FEWEST_COLUMNS = 5
"""Headings that name scores in a table with a column a score."""


@dataclass(frozen=True, slots=True)
class ScoreReading:
    """What a file says: scores by key, the level as named ("" without), doubts and problems.

    A score that the file leaves blank is not among them. `places` says where each stands.
    """

    scores: dict[ScoreKey, Decimal] = field(default_factory=dict)
    level: str = ""
    doubts: tuple[Doubt, ...] = ()
    problems: tuple[Doubt, ...] = ()
    places: dict[ScoreKey, Place] = field(default_factory=dict)


class ScoreTables:
    """Reads the tables of one file into one reading."""

    def __init__(self, names: ScoreNames) -> None:
        self._names = names
        self._scores: dict[ScoreKey, Decimal] = {}
        self._places: dict[ScoreKey, Place] = {}
        self._level = ""
        self.doubts: list[Doubt] = []
        self._problems: list[Doubt] = []

    def reading(self, file: str) -> ScoreReading:
        """What was read. Raises UnreadableFile where that is nothing."""
        if not (self._scores or self._level or self._problems):
            raise UnreadableFile(
                thai_digits(
                    f"ไม่พบคะแนนปี {self._names.year_be} ใน “{file}” โปรดใช้ตารางที่มีชื่อตัวชี้วัดและคะแนน "
                    "บรรทัดละหนึ่งค่า เช่น การใช้งบประมาณ 87.67 หรือคะแนนสิบบรรทัดตามลำดับตัวชี้วัด"
                )
            )
        return ScoreReading(
            self._scores, self._level, tuple(self.doubts), tuple(self._problems), self._places
        )

    def table(self, lines: list[GridLine]) -> None:
        """Read one table by the kind that it is."""
        self._about_titles(lines)
        if any(self._is_line_of_columns(line) for line in lines):
            self._by_columns(lines)
        elif bare := self._bare_figures(lines):
            self._in_order(bare)
        else:
            self._by_lines(lines)

    # A line a score

    def _by_lines(self, lines: list[GridLine]) -> None:
        column: int | None = None
        width = 0
        for line in (each for each in lines if each.filled):
            headed = self._headed_column(line)
            if headed is not None:
                column, width = headed, line.filled[-1] + 1
            elif column is not None and (split := split_figure(line, column, width)):
                self._problems.append(split)
            else:
                self._line(line, column)

    def _headed_column(self, line: GridLine) -> int | None:
        """The column of the year's scores, where a line is a header; problem without the year."""
        try:
            return headed_column(line, self._names)
        except YearMissing as missing:
            self._problem(
                line.place,
                str(missing),
                "ไม่พบคอลัมน์ของปีที่นำเข้า",
                f"คอลัมน์คะแนนปี {self._names.year_be}",
            )
            return None

    def _line(self, line: GridLine, column: int | None) -> None:
        figures = [index for index in line.filled if looks_like_value(line.cells[index])]
        if (
            column is None
            and len(line.filled) == 1
            and (parts := split_value(line.cells[line.filled[0]]))
        ):
            self._labelled([parts[0]], parts[1], line.place)
            return
        if column is None:
            # The number of the line comes first, the score last; more figures cannot be told apart.
            behind = [index for index in figures if index > 0]
            if len(behind) > 1:
                self._several(line, behind)
                return
            column = behind[-1] if behind else None
        typed = line.cells[column] if column is not None and column < len(line.cells) else ""
        words = [
            text
            for index, text in enumerate(line.cells)
            if text and index != column and (index == 0 or index not in figures)
        ]
        self._labelled(words, typed or self._last_word(words), line.place)

    def _last_word(self, words: list[str]) -> str:
        """The level of a line that has words only: ระดับ, ผ่านดี."""
        return words.pop() if len(words) > 1 and is_level_label(words[:1]) else ""

    def _several(self, line: GridLine, figures: list[int]) -> None:
        if read_label(
            [line.cells[index] for index in line.filled if index not in figures], self._names
        ):
            self._problem(
                line.place,
                " ".join(line.cells[index] for index in figures),
                "มีตัวเลขหลายช่องโดยไม่มีหัวคอลัมน์บอกปี",
                f"หัวคอลัมน์ที่บอกปี เช่น คะแนนปี {self._names.year_be}",
            )

    def _labelled(self, words: list[str], typed: str, place: Place) -> None:
        if is_level_label(words):
            self._read_level(typed, place)
            return
        label = read_label(words, self._names)
        if label is not None:
            self._value(label, " ".join(words), typed, place)
        elif looks_like_value(typed):
            self.doubts.append(
                Doubt(
                    place,
                    f"{' '.join(words)} {typed}".strip(),
                    "ไม่นำเข้า เพราะไม่ทราบว่าเป็นคะแนนของอะไร",
                    "ชื่อหรือเลขตัวชี้วัด เครื่องมือ รหัสข้อ หรือคะแนนรวม",
                )
            )

    # A column a score

    def _is_line_of_columns(self, line: GridLine) -> bool:
        return len(self._labels(line)) >= _FEWEST_COLUMNS

    def _labels(self, line: GridLine) -> dict[int, Label]:
        found = {index: read_label([line.cells[index]], self._names) for index in line.filled}
        return {index: label for index, label in found.items() if label is not None}

    def _by_columns(self, lines: list[GridLine]) -> None:
        head = next(index for index, line in enumerate(lines) if self._is_line_of_columns(line))
        labels = self._labels(lines[head])
        levels = [i for i in lines[head].filled if is_level_label([lines[head].cells[i]])]
        rows = [line for line in lines[head + 1 :] if figures_under(line, labels)]
        if len(rows) > 1:
            named = without_spaces(self._names.organization)
            rows = [
                line
                for line in rows
                if named in (without_spaces(text) for text in line.cells)
                or self._names.year_be in years_in(all_arabic_digits(line.cells[0]))
            ] or rows
        if len(rows) != 1:
            self._problem(
                lines[head].place,
                f"แถวคะแนน {len(rows)} แถว",
                "ไม่ทราบว่าแถวใดเป็นคะแนนของหน่วยงานและปีที่นำเข้า",
                f"แถวเดียว หรือแถวที่ช่องแรกเป็น {self._names.year_be}",
            )
            return
        row = rows[0]
        for index, label in labels.items():
            if index < len(row.cells):
                self._value(label, lines[head].cells[index], row.cells[index], row.place)
        for index in levels:
            if index < len(row.cells):
                self._read_level(row.cells[index], row.place)

    # Figures alone

    def _bare_figures(self, lines: list[GridLine]) -> list[GridLine]:
        """The lines of a column of figures alone, empty ones within it included; else none."""
        filled = [index for index, line in enumerate(lines) if line.filled]
        if not filled:
            return []
        found = lines[filled[0] : filled[-1] + 1]
        if len(found) > 1 and found[0].is_words_alone():
            found = found[1:]
        texts = [line.cells[line.filled[0]] for line in found if len(line.filled) == 1]
        if len(texts) < sum(bool(line.filled) for line in found):
            return []
        if not any(map(looks_like_value, texts)):
            return []
        return found if all(looks_like_value(each) or is_blank(each) for each in texts) else []

    def _in_order(self, lines: list[GridLine]) -> None:
        numbers = sorted(self._names.indicators)
        if len(lines) != len(numbers):
            self._problem(
                lines[0].place,
                f"ตัวเลข {len(lines)} บรรทัด",
                "ไม่ทราบว่าบรรทัดใดเป็นตัวชี้วัดใด",
                f"{len(numbers)} บรรทัดตามลำดับตัวชี้วัด บรรทัดว่างคือไม่มีคะแนน",
            )
            return
        for number, line in zip(numbers, lines, strict=True):
            typed = line.cells[line.filled[0]] if line.filled else ""
            self._value(Label(indicator_key(number)), f"ตัวชี้วัดที่ {number}", typed, line.place)

    # Values

    def _value(self, label: Label, words: str, typed: str, place: Place) -> None:
        read = read_score_value(typed)
        said = f"{words} {typed}".strip()
        if read.problem:
            self._problem(place, typed, f"ไม่ใช่คะแนนของ{self._name(label.key)}", read.problem)
            return
        if read.value is None:
            return
        if self._scores.get(label.key, read.value) != read.value:
            self._problem(
                place,
                said,
                f"ไม่ตรงกับที่อ่านได้ก่อนหน้า {self._scores[label.key]}",
                "คะแนนค่าเดียวของแต่ละรายการในปีเดียว",
            )
            return
        if label.slip:
            made = f"นำเข้าเป็น{self._name(label.key)} เพราะ{label.slip}"
            self.doubts.append(
                Doubt(place, said, thai_digits(made), "เลขและชื่อตามกรอบการประเมินของปี")
            )
        if read.rounded:
            self.doubts.append(Doubt(place, typed, read.rounded, "ทศนิยมไม่เกินสองตำแหน่งตามที่ประกาศ"))
        self._scores[label.key] = read.value
        self._places.setdefault(label.key, place)

    def _name(self, key: ScoreKey) -> str:
        if key.scope == CitationScope.INDICATOR:
            return f"ตัวชี้วัดที่ {key.code} {self._names.indicators[int(key.code)]}"
        return f"{key.scope.label} {key.code}".strip()

    def _read_level(self, typed: str, place: Place) -> None:
        bare = without_spaces(typed).removeprefix("ระดับ")
        known = next((each for each in self._names.levels if without_spaces(each) == bare), None)
        if known is not None:
            self._level = known
        elif not is_blank(typed):
            expected = " ".join(self._names.levels) or "ระดับตามกรอบการประเมินของปี"
            self._problem(place, typed, "ไม่ใช่ระดับของปีนี้", expected)

    def _about_titles(self, lines: Sequence[GridLine]) -> None:
        """A doubt where the lines of one text above a table name other years only."""
        titles = [line for line in lines if len(line.filled) == 1]
        named = [
            (
                line,
                {int(year) for year in FULL_YEAR.findall(all_arabic_digits(" ".join(line.cells)))},
            )
            for line in titles
        ]
        years = set().union(*(found for _, found in named))
        if years and self._names.year_be not in years:
            line = next(line for line, found in named if found)
            self.doubts.append(
                Doubt(
                    line.place,
                    " ".join(filter(None, line.cells))[:80],
                    thai_digits(f"นำเข้าเป็นคะแนนปี {self._names.year_be}"),
                    thai_digits(f"ชื่อตารางของปี {self._names.year_be}"),
                )
            )

    def _problem(self, place: Place, read: str, made: str, expected: str) -> None:
        self._problems.append(Doubt(place, read, thai_digits(made), thai_digits(expected)))
