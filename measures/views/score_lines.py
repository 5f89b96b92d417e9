"""The lines of the table of two years' scores, and how each moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from itaportal.thai.numerals import thai_digits
from measures.forms.scores import ScoreRow
from measures.rules.score_keys import indicator_key
from measures.rules.scoring import ScoreChange, Uncompared, compared
from measures.rules.totals import Checked

from .score_columns import Doubt, YearColumn


@dataclass(frozen=True, slots=True)
class Cell:
    """A year's figure in a line: its field or, where there is none, what follows."""

    column: YearColumn
    row: ScoreRow | None = None
    checked: Checked | None = None
    is_waiting: bool = False

    @property
    def value(self) -> Decimal | None:
        """The score that holds."""
        if self.checked is not None:
            return self.checked.value
        return self.column.values.get(self.row.subject.key) if self.row else None


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator, instrument or the total, in each year; `change` is None with one year."""

    label: str
    key: str
    cells: tuple[Cell, ...]
    change: ScoreChange | Uncompared | None
    doubts: tuple[Doubt, ...] = ()

    @property
    def moved(self) -> ScoreChange | None:
        """How the score moved, where that can be said."""
        return self.change if isinstance(self.change, ScoreChange) else None

    @property
    def why_not(self) -> str:
        """Why it cannot be said how the score moved."""
        waiting = [each.column.year_be for each in self.cells if each.is_waiting]
        if waiting:
            years = " และ ".join(f"ปี\N{NO-BREAK SPACE}{year}" for year in waiting)
            return thai_digits(f"รอยืนยันค่า{years}")
        return self.change.value if isinstance(self.change, Uncompared) else ""

    @property
    def mistakes(self) -> list[tuple[ScoreRow, str]]:
        """Fields with their errors, without those that are doubts."""
        doubted = {each.field for each in self.doubts}
        return [
            (cell.row, str(error))
            for cell in self.cells
            if cell.row and cell.row.field.html_name not in doubted
            for error in cell.row.field.errors
        ]


@dataclass(frozen=True, slots=True)
class InstrumentLines:
    """An instrument with its indicators; names are those of the last year."""

    code: str
    name: str
    weight: Decimal
    lines: tuple[Line, ...]
    mean: Line


@dataclass(frozen=True, slots=True)
class ScoreBlock:
    """Years of one series, at most two, beside each other."""

    columns: tuple[YearColumn, ...]
    instruments: tuple[InstrumentLines, ...]
    total: Line

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return 1 + len(self.columns) + (len(self.columns) > 1)


def score_blocks(columns: Sequence[YearColumn]) -> list[ScoreBlock]:
    """One table of both years where they are of one series, else a table each."""
    if len({each.rules.series for each in columns}) > 1:
        return [_block((each,)) for each in columns]
    return [_block(tuple(columns))] if columns else []


def _block(columns: tuple[YearColumn, ...]) -> ScoreBlock:
    last = columns[-1].rules
    return ScoreBlock(
        columns,
        tuple(
            InstrumentLines(
                each.code,
                last.instrument_names[each.code],
                each.weight,
                tuple(
                    _indicator(columns, number, last.indicator_names[number])
                    for number in each.indicators
                ),
                _mean(columns, each.code),
            )
            for each in last.instruments
        ),
        _line(
            "คะแนนรวม",
            "total",
            [Cell(each, checked=each.total, is_waiting=bool(each.waiting)) for each in columns],
        ),
    )


def _indicator(columns: Sequence[YearColumn], number: int, name: str) -> Line:
    key = indicator_key(number)
    cells = []
    for each in columns:
        if key not in each.form.of_year.subjects:
            cells.append(Cell(each))
            continue
        cells.append(Cell(each, each.form.row(key), None, key in each.waiting))
    doubts = tuple(
        doubt for each in columns if key in each.form.of_year.subjects for doubt in each.doubts(key)
    )
    return _line(thai_digits(f"{number}. ") + name, str(number), cells, doubts)


def _mean(columns: Sequence[YearColumn], code: str) -> Line:
    cells = []
    for each in columns:
        checked = each.computed.instruments.get(code)
        of_it = {one.key for one in each.form.of_year.subjects.values() if one.instrument == code}
        cells.append(Cell(each, None, checked, bool(of_it & each.waiting)))
    return _line(f"ค่าเฉลี่ย {code}", code, cells)


def _line(label: str, key: str, cells: Iterable[Cell], doubts: tuple[Doubt, ...] = ()) -> Line:
    found = tuple(cells)
    change = compared(found[0].value, found[1].value) if len(found) == 2 else None
    return Line(label, key, found, change, doubts)
