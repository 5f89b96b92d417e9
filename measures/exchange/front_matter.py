"""The prose around a report's tables: cover, heading, introduction; year and round of its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from itaportal.thai.numerals import all_arabic_digits
from itaportal.thai.text import without_spaces
from measures.choices import Round

from .columns import alike
from .source import Doubt, Place

_FULL_LINE = 75
"""Characters from which a line of prose is running text rather than a title."""
_LONGEST_TITLE = 110
_PLACE_LINE = re.compile(r"(?:อำเภอ|จังหวัด)")
_OPENING = re.compile(r"(?:ตามที่|จากการ|จากผล|ด้วย|เนื่องจาก|เพื่อให้|โดยที่|ในปีงบประมาณ|การประเมิน)")
_HEADING = re.compile(
    r"(?:ส่วนที่|ตอนที่|บทที่|ตาราง|แบบรายงาน|รายงาน|มาตรการ|ประเด็นการ|สรุปผล|ผลการดำเนิน|แผนปฏิบัติ)"
)
_PREFACE = re.compile(r"(?:คำนำ|บทนำ|บทสรุป(?:ผู้บริหาร)?|คำชี้แจง|ความเป็นมา|หลักการและเหตุผล)\s*:?")
_SHORTEST_TITLE = 12
_REPEATED_TITLE = 0.85
_YEAR = re.compile(r"ประจำปี(?:งบประมาณ)?\s*(?:พ\.?\s*ศ\.?)?\s*(2[456]\d\d)")
_ROUND = re.compile(r"รอบ\s*(6|12)\s*เดือน")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Lines of the cover, the paragraphs of the introduction, and of the first table its heading
    and the paragraphs between that and the table, where an introduction came before.
    """

    cover: tuple[str, ...]
    heading: str
    introduction: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    section_introduction: tuple[str, ...] = ()


def read_front_matter(
    lines: Sequence[str], place: Place, *, whole_paragraphs: bool = False
) -> FrontMatter:
    """The prose before the first table, told apart.

    Titles are short lines before the first line of running text. Where the report's title comes
    again, or a place line (อำเภอ, จังหวัด) ends the cover, the titles from there on are the heading
    of the table. A heading may also follow the running text, as after a preface. A paragraph may
    have been typed line by line, but not where `whole_paragraphs` says so.
    """
    begin = next(
        (index for index, line in enumerate(lines) if not _is_title(line)),
        len(lines),
    )
    titles, running = lines[:begin], lines[begin:]
    while titles and _PREFACE.fullmatch(titles[-1]):  # it heads the running text, not a table
        titles, running = titles[:-1], [titles[-1], *running]
    cover_end = _end_of_cover(titles)
    headings = list(titles[cover_end:])
    more: Sequence[str] = ()
    if not headings:
        end = _heading_after(running, titles)
        running, more = running[:end], running[end:]
        while more and _is_title(more[0]):
            headings.append(more[0])
            more = more[1:]
    if whole_paragraphs:
        return FrontMatter(
            tuple(titles[:cover_end]), " ".join(headings), tuple(running), (), tuple(more)
        )
    introduction, doubts = _rejoined(running, place)
    section_introduction, more_doubts = _rejoined(more, place)
    return FrontMatter(
        tuple(titles[:cover_end]),
        " ".join(headings),
        introduction,
        doubts + more_doubts,
        section_introduction,
    )


def _end_of_cover(titles: Sequence[str]) -> int:
    for index, line in enumerate(titles[1:], start=1):
        if _repeats(line, titles[0]):
            return index
    places = [index for index, line in enumerate(titles) if _PLACE_LINE.match(line)]
    return places[-1] + 1 if places else len(titles)


def _heading_after(running: Sequence[str], titles: Sequence[str]) -> int:
    """The index of the heading in the prose after a preface; its end when there is none."""
    for index, line in enumerate(running[1:], start=1):
        repeats = bool(titles) and _repeats(line, titles[0])
        if not (repeats or _HEADING.match(line)) or not _is_title(line):
            continue
        if not _ends_with_list(line) and (repeats or not _goes_on(running[index - 1], line)):
            return index
    return len(running)


def _repeats(line: str, title: str) -> bool:
    """Whether a line begins with the report's title."""
    bare, whole = without_spaces(title), without_spaces(line)
    if len(bare) < _SHORTEST_TITLE:
        return False
    return whole.startswith(bare) or alike(whole[: len(bare)], bare) >= _REPEATED_TITLE


def _ends_with_list(line: str) -> bool:
    return line.endswith(("ดังนี้", "ดังต่อไปนี้", ":"))


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
    if _PREFACE.fullmatch(line) or len(line) < _FULL_LINE or _ends_with_list(line):
        return False
    return not (_OPENING.match(following) or re.match(r"[-–•(]|[0-9๐-๙]", following))
