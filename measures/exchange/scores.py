"""An office's file or pasted column of one year's scores, read into keys and percents."""

from __future__ import annotations

from collections.abc import Callable

from itaportal.thai.numerals import thai_digits
from itaportal.thai.text import normalise_text

from .score_headings import GridLine
from .score_labels import ScoreNames
from .score_tables import ScoreReading, ScoreTables
from .source import Place, SourceDocument, SourceTable, UnreadableFile

MOST_PASTED = 20_000
"""Characters of a pasted column: a year has fewer than a hundred scores."""
PASTED = "ข้อความที่วาง"


def read_score_file(
    content: bytes,
    file: str,
    names: ScoreNames,
    read: Callable[[bytes, str], SourceDocument],
) -> ScoreReading:
    """The scores in a csv, txt or xlsx; `read` gives a file's sheets as whole tables.

    Raises UnreadableFile where the file cannot be opened or holds no score of the year.
    """
    source = read(content, file)
    reader = ScoreTables(names)
    reader.doubts.extend(source.doubts)
    for block in source.blocks:
        if isinstance(block, SourceTable):
            reader.table(
                [
                    GridLine(
                        tuple(" ".join(cell.lines) for cell in row.cells),
                        Place(file, block.place.table, row.number),
                    )
                    for row in block.rows
                ]
            )
    return reader.reading(file)


def read_pasted_scores(text: str, names: ScoreNames, place: str = PASTED) -> ScoreReading:
    """The scores in pasted text: ten lines of figures, or lines of a name, a tab and a figure.

    An empty line among ten is an indicator without a score. Raises UnreadableFile.
    """
    if len(text) > MOST_PASTED:
        raise UnreadableFile(
            thai_digits(
                f"ข้อความยาว {len(text)} อักขระ ระบบรับไม่เกิน {MOST_PASTED} อักขระ โปรดวางเฉพาะคะแนน"
            )
        )
    reader = ScoreTables(names)
    lines = [
        GridLine(
            tuple(normalise_text(cell).text.strip() for cell in line.split("\t")),
            Place(place, row=number),
        )
        for number, line in enumerate(text.splitlines(), start=1)
    ]
    reader.table(lines)
    return reader.reading(place)
