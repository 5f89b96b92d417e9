"""The prose around a report's tables: cover, heading, introduction; year and round of its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from itaportal.thai.numerals import all_arabic_digits
from measures.choices import Round

from .source import Doubt, Place

_FULL_LINE = 75
"""Characters from which a line of prose is running text rather than a title."""
_LONGEST_TITLE = 110
_PLACE_LINE = re.compile(r"(?:อำเภอ|จังหวัด)")
_OPENING = re.compile(r"(?:ตามที่|จากการ|จากผล|ด้วย|เนื่องจาก|เพื่อให้|โดยที่|ในปีงบประมาณ|การประเมิน)")
_YEAR = re.compile(r"ประจำปี(?:งบประมาณ)?\s*(?:พ\.?\s*ศ\.?)?\s*(2[456]\d\d)")
_ROUND = re.compile(r"รอบ\s*(6|12)\s*เดือน")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Lines of the cover, the heading over the table, the paragraphs of the introduction."""

    cover: tuple[str, ...]
    heading: str
    introduction: tuple[str, ...]
    doubts: tuple[Doubt, ...]


def read_front_matter(lines: Sequence[str], place: Place) -> FrontMatter:
    """The prose before the first table, told apart.

    Titles are short lines before the first line of running text. Where a place line (อำเภอ,
    จังหวัด) ends the cover, the titles after it are the heading of the table.
    """
    begin = next(
        (index for index, line in enumerate(lines) if not _is_title(line)),
        len(lines),
    )
    titles, running = lines[:begin], lines[begin:]
    places = [index for index, line in enumerate(titles) if _PLACE_LINE.match(line)]
    cover_end = places[-1] + 1 if places else len(titles)
    introduction, doubts = _rejoined(running, place)
    return FrontMatter(
        tuple(titles[:cover_end]), " ".join(titles[cover_end:]), introduction, doubts
    )


def title_year(lines: Sequence[str]) -> int | None:
    """The fiscal year (BE) that a title names."""
    found = _YEAR.search(all_arabic_digits(" ".join(lines)))
    return int(found[1]) if found else None


def title_round(lines: Sequence[str]) -> Round | None:
    """The round that a title names: รอบ ๖ เดือน."""
    found = _ROUND.search(all_arabic_digits(" ".join(lines)))
    return Round(int(found[1])) if found else None


def _is_title(line: str) -> bool:
    return len(line) <= _LONGEST_TITLE and not _OPENING.match(line)


def _rejoined(lines: Sequence[str], place: Place) -> tuple[tuple[str, ...], tuple[Doubt, ...]]:
    """Paragraphs that were typed line by line, as one, with a doubt that says so.

    A line goes on in the next when it is full and neither it nor the next shows a paragraph's
    edge: an opening word, a closing ดังนี้, a number or a dash.
    """
    paragraphs: list[str] = []
    for index, line in enumerate(lines):
        if index and _goes_on(lines[index - 1], line):
            paragraphs[-1] += line
        else:
            paragraphs.append(line)
    if len(paragraphs) == len(lines):
        return tuple(paragraphs), ()
    doubt = Doubt(
        place,
        lines[0],
        "ดูเหมือนย่อหน้าเดียวที่ขึ้นบรรทัดใหม่กลางข้อความ จึงต่อบรรทัดเป็นย่อหน้าเดียว",
        "คำนำหนึ่งย่อหน้าต่อหนึ่งข้อความ",
    )
    return tuple(paragraphs), (doubt,)


def _goes_on(line: str, following: str) -> bool:
    if len(line) < _FULL_LINE or line.endswith(("ดังนี้", "ดังต่อไปนี้", ":")):
        return False
    return not (_OPENING.match(following) or re.match(r"[-–•(]|[0-9๐-๙]", following))
