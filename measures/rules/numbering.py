"""Typed numbers and dashes told from the text of a cell.

A number is taken for a marker only where a list can stand: at the start of a paragraph, or, when
several items were run together in one paragraph, after white space and only if it is the next one
to be expected. Numbers that mean something else stay text: ๐.๒, ๖๙.๖๐, ๑/๒๕๖๖, มาตรา ๑๒๘,
ชั้นที่ ๒. A dash is a marker at the start of a paragraph, and within one where a list was run together:
several dashes between spaces, one after ดังนี้ or its like, or one after a wide gap. ยืม-คืน,
ชื่อ -นามสกุล and ต.ค. ๖๗ - ก.ย. ๖๘ are text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from itaportal.thai.numerals import all_arabic_digits
from measures.choices import ParagraphKind

from .paragraphs import (
    DASH_MARKER,
    MAX_LEVEL,
    Cell,
    Counting,
    Paragraph,
    counted_marker,
)

_NUMBER = re.compile(r"(?P<open>\(?)(?P<numbers>[1-9]\d?(?:\.[1-9]\d?)*)(?P<close>\.\)|\.|\))?")
_DASH = re.compile(r"(?P<dash>[-–—•▪●○◦*·✓✔])(?=\s+\S|[^\s\d])(?!(?P=dash))")
_LETTER = re.compile(r"(?P<letter>[ก-ฮ])[.)](?=\s+\S)")
_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
# What makes a number before it a quantity, not the number of an item: ๒.๑ ล้านบาท, ๑๐.๓๐ น.
_QUANTITY = re.compile(
    r"\s*(?:ล้าน|แสน|หมื่น|พัน|ร้อย|บาท|คะแนน|เท่า|เปอร์เซ็นต์|%|ปี|เดือน|วัน|ชั่วโมง|นาที|คน|ราย|"
    r"เมตร|กิโล|กม\.|ตัน|ลิตร|ไร่|น\.|[-–/]\s*\d)"
)
# What makes a number after it a name's part, not the number of an item: มาตรา ๒. , ครั้งที่ ๒.
# Words such as เจ้าหน้าที่ and พื้นที่ end in the same letters and name no number.
_NAMES_A_NUMBER = re.compile(
    r"(?:(?<!หน้า)(?<!พื้น)(?<!สถาน)(?<!ทัน)(?<!เต็ม)ที่|มาตรา|ข้อ|หมวด|ชั้น|หมู่|พ\.ศ\.)\s*$"
)
# Dashes within a paragraph that may begin items, and what a dash between spaces joins instead.
_INNER_DASH = re.compile(r"(?<=\s)(?P<dash>[-–—•▪●])(?=\s+\S)|(?<=\s\s)[-–—•▪●](?=[ก-๎])")
_LIST_FOLLOWS = re.compile(r"(?:ดังนี้|ดังต่อไปนี้|ได้แก่|ประกอบด้วย|อาทิ|คือ|:)\s*$")
_MONTH = (
    r"(?:[มกสตธพ]\.?\s?[คพย]\.|มี\.?\s?ค\.|เม\.?\s?ย\.|มิ\.?\s?ย\.|"
    r"[ก-ฮ]\S{1,8}(?:าคม|ายน|าพันธ์))"
)
_JOINED_BEFORE = re.compile(rf"(?:\d|{_MONTH}|ชื่อ|ยืม|ไป|เข้า|รับ|เบิก|จันทร์|วัน|น\.|[A-Za-z])\s*$")
_JOINED_AFTER = re.compile(rf"\s*(?:\d|{_MONTH}|(?:นาม)?สกุล|คืน|กลับ|ออก|ส่ง|จ่าย|ศุกร์|[A-Za-z])")
_FEWEST_INNER_DASHES = 2
_SHORTEST_ITEM = 6
_STYLES = {("", "."), ("", ")"), ("(", ")")}


@dataclass(frozen=True, slots=True)
class _Mark:
    """A typed number found in a paragraph: where it stands and how it was written."""

    start: int
    end: int
    numbers: tuple[int, ...]
    open: str
    close: str

    @property
    def level(self) -> int:
        return len(self.numbers) - 1

    @property
    def style(self) -> tuple[str, str]:
        return self.open, self.close


def split_cell(paragraphs: Iterable[str]) -> Cell:
    """The paragraphs of a cell as typed, one string each, as items without their markers.

    No character is lost but white space around paragraphs: a marker that counting would not
    give again is kept in `Paragraph.marker`. Empty paragraphs are left out.
    """
    splitter = _Splitter()
    for typed in paragraphs:
        splitter.add(typed.strip())
    return tuple(splitter.cell)


class _Splitter:
    def __init__(self) -> None:
        self.cell: list[Paragraph] = []
        self._counting = Counting()
        self._styles: dict[int, tuple[str, str]] = {}
        self._letters_used = 0

    def add(self, line: str) -> None:
        """One typed paragraph, its ends stripped."""
        if not line:
            return
        read = all_arabic_digits(line)  # same length: offsets in one hold in the other
        leading = self._leading_number(read)
        if leading is None and self._add_dash_or_letter(line):
            return
        while leading is not None:
            level, marker = self._count(line, leading)
            following = self._next_run_together(read, leading.end)
            text = line[leading.end : following.start if following else len(line)].strip()
            text, *dashed = _split_at_dashes(text)
            self.cell.append(Paragraph(text, ParagraphKind.NUMBERED, level, marker))
            self._add_dashed(dashed)
            if following is None:
                return
            leading = following
        following = self._first_run_together(read)
        text, *dashed = _split_at_dashes(
            line[: following.start if following else len(line)].strip()
        )
        self.cell.append(Paragraph(text))
        self._add_dashed(dashed)
        if following is not None:
            self.add(line[following.start :])

    # -- the start of a paragraph ---------------------------------------------------------------

    def _leading_number(self, read: str) -> _Mark | None:
        found = _NUMBER.match(read)
        mark = _mark(found) if found else None
        if mark is None or not _may_be_marker(read, mark):
            return None
        if mark.level == 0:
            return mark if mark.close else None
        if _QUANTITY.match(read, mark.end) or mark.level > MAX_LEVEL:
            return None
        current, parents = self._counting.current, mark.numbers[:-1]
        goes_on = mark.numbers == self._counting.expected(mark.level) or (
            current[: mark.level] == parents and len(current) > mark.level
        )
        begins = mark.numbers[-1] == 1 and (not current or current[0] <= mark.numbers[0])
        return mark if goes_on or begins else None

    def _add_dash_or_letter(self, line: str) -> bool:
        below_item = 1 if self._counting.current else 0
        if dash := _DASH.match(line):
            # The first dash is there already: one more goes on with the list.
            first, *more = _split_at_dashes(line[dash.end() :].strip(), needed=1)
            self._add_dashed([line[: dash.end()] + first, *more])
            return True
        letter = _LETTER.match(line)
        if letter and letter["letter"] in (_LETTERS[0], _LETTERS[self._letters_used]):
            self._letters_used = _LETTERS.index(letter["letter"]) + 1
            text = line[letter.end() :].strip()
            self.cell.append(Paragraph(text, ParagraphKind.NUMBERED, below_item, letter.group()))
            return True
        return False

    def _add_dashed(self, items: Iterable[str]) -> None:
        """Items with their dash, below the numbered item before them if there is one."""
        below_item = 1 if self._counting.current else 0
        for item in items:
            marker = "" if item[0] == DASH_MARKER else item[0]
            self.cell.append(Paragraph(item[1:].strip(), ParagraphKind.DASH, below_item, marker))

    # -- items run together ---------------------------------------------------------------------

    def _next_run_together(self, read: str, after: int) -> _Mark | None:
        """The next expected number within the paragraph, written as the list is written."""
        current = self._counting.current
        expected = {self._counting.expected(level) for level in range(len(current) + 1)}
        for mark in _marks_after_space(read, after):
            style = self._styles.get(mark.level)
            if mark.numbers in expected and style in (None, mark.style):
                if mark.level and _QUANTITY.match(read, mark.end):
                    continue
                return mark
        return None

    def _first_run_together(self, read: str) -> _Mark | None:
        """Where a list begins or goes on inside a paragraph that starts as text."""
        if self._counting.current:
            return self._next_run_together(read, 0)
        # A list of one inside a sentence is not a list: ๑. counts only when ๒. follows it.
        for mark in _marks_after_space(read, 0):
            if mark.numbers == (1,) and mark.style in _STYLES:
                follows = _marks_after_space(read, mark.end)
                if any(other.numbers == (2,) and other.style == mark.style for other in follows):
                    return mark
        return None

    def _count(self, line: str, mark: _Mark) -> tuple[int, str]:
        """The level of a typed number, and its marker where counting would give another."""
        below_item = mark.open and self._counting.current and not self._styles[0][0]
        level = 1 if below_item else mark.level
        typed = line[mark.start : mark.end]
        counted = counted_marker(self._counting.expected(level))
        if not below_item:
            self._styles[mark.level] = mark.style
            self._styles.setdefault(0, ("", "."))
        self._counting.take(mark.numbers, level)
        return level, "" if all_arabic_digits(typed) == all_arabic_digits(counted) else typed


def _split_at_dashes(text: str, needed: int = _FEWEST_INNER_DASHES) -> list[str]:
    """The text before the first dash of a list run together, then each item with its dash."""
    read = all_arabic_digits(text)
    starts = []
    for found in _INNER_DASH.finditer(read):
        before, after = read[: found.start()], read[found.end() :]
        if _JOINED_BEFORE.search(before) and _JOINED_AFTER.match(after):
            continue
        starts.append((found.start(), found["dash"] is None or bool(_LIST_FOLLOWS.search(before))))
    ends = [start for start, _ in starts[1:]] + [len(text)]
    long_enough = all(
        len("".join(text[start + 1 : end].split())) >= _SHORTEST_ITEM
        for (start, _), end in zip(starts, ends, strict=False)
    )
    if not any(sure for _, sure in starts) and (len(starts) < needed or not long_enough):
        return [text]
    if not text[: starts[0][0]].strip():
        return [text]
    cuts = [0, *(start for start, _ in starts), len(text)]
    return [text[begin:end].strip() for begin, end in pairwise(cuts)]


def _mark(found: re.Match[str]) -> _Mark:
    numbers = tuple(int(number) for number in found["numbers"].split("."))
    return _Mark(found.start(), found.end(), numbers, found["open"], found["close"] or "")


def _may_be_marker(read: str, mark: _Mark) -> bool:
    """Whether a number is written as a marker: closed when opened, no number going on after it."""
    if mark.open and not mark.close.endswith(")"):
        return False
    rest = read[mark.end :]
    if rest[:1].isdigit() or rest[:1] in {"/", "%", ","}:
        return False
    return (
        bool(mark.close) or not rest or rest[0].isspace() or (mark.level > 0 and rest[0].isalpha())
    )


def _marks_after_space(read: str, start: int) -> Iterator[_Mark]:
    for found in _NUMBER.finditer(read, start):
        mark = _mark(found)
        if (
            mark.start > start
            and read[mark.start - 1].isspace()
            and _may_be_marker(read, mark)
            and read[mark.end :].strip()
            and not _NAMES_A_NUMBER.search(read[: mark.start])
        ):
            yield mark
