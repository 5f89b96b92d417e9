"""What the words beside a figure say it is a score of: indicator, instrument, question or total."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from itaportal.thai.codes import split_item_code
from itaportal.thai.numerals import all_arabic_digits, parse_integer
from itaportal.thai.text import without_spaces
from measures.rules.score_keys import (
    TOTAL,
    ScoreKey,
    indicator_key,
    instrument_key,
    question_key,
)

_NUMBER = re.compile(r"\s*(?:ตัวชี้วัด(?:ที่)?)?\s*(?P<number>\d{1,2})(?!\d|\.\d)\s*[.):]?\s*")
_INDICATOR_WORD = re.compile(r"^\s*ตัวชี้วัด(?:ที่)?\s*")
_CODE = re.compile(r"(?<![A-Za-z])[IEO]IT(?![A-Za-z])")
_TOTAL = re.compile(
    r"(?:ผล)?(?:คะแนน|ค่าคะแนน|การประเมิน)?(?:ITA)?(?:โดย|ใน|เฉลี่ย)?(?:รวม|ภาพรวม)"
    r"(?:ทั้งหมด|ทั้งสิ้น|ITA|ของหน่วยงาน|คะแนน|\(?ร้อยละ\)?)*|total",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"ระดับ(?:ผล)?(?:การประเมิน|คะแนน)?(?:ITA)?(?:ที่ได้|ที่ประกาศ)?")
_NEAR = 0.85
_SHORTEST_FOR_NEAR = 8


@dataclass(frozen=True, slots=True)
class ScoreNames:
    """The names that a file of scores of one year (BE) may use.

    Indicators by number, instruments and questions by code, levels from the top.
    """

    year_be: int
    indicators: Mapping[int, str]
    instruments: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)
    levels: tuple[str, ...] = ()
    organization: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """What a row or column is a score of; `slip` says in Thai how its words differ, or ""."""

    key: ScoreKey
    slip: str = ""


def read_label(cells: Sequence[str], names: ScoreNames) -> Label | None:
    """What the words of a row, left to right, say it is a score of; None where they do not say.

    An indicator's name counts most, then a question's code, an instrument, the total, and last a
    number alone.
    """
    texts = [text for text in cells if text.strip()]
    for read in (_indicator_by_name, _question, _instrument, _total, _indicator_by_number):
        found = read(texts, names)
        if found:
            return found
    return None


def is_level_label(cells: Sequence[str]) -> bool:
    """Whether a row's words say that it gives the level."""
    texts = [without_spaces(text) for text in cells if text.strip()]
    return any(_LEVEL.fullmatch(text) for text in texts)


def _indicator_by_name(texts: list[str], names: ScoreNames) -> Label | None:
    number = _stated_number(texts)
    for text in texts:
        bare = _bare_name(text)
        for known, name in names.indicators.items():
            if bare == without_spaces(name):
                return _checked_number(known, name, number)
    for text in texts:
        bare = _bare_name(text)
        if len(bare) < _SHORTEST_FOR_NEAR:
            continue
        score, known = max(
            (SequenceMatcher(None, bare, without_spaces(name)).ratio(), known)
            for known, name in names.indicators.items()
        )
        if score >= _NEAR:
            return Label(indicator_key(known), f"ชื่อไม่ตรงกับ “{names.indicators[known]}” ทุกตัวอักษร")
    return None


def _bare_name(text: str) -> str:
    """A name without its number, without the instrument in brackets, without spaces."""
    read = re.sub(r"\([IEO]IT\)", "", all_arabic_digits(text))
    numbered = _NUMBER.match(read)
    rest = read[numbered.end() :] if numbered else _INDICATOR_WORD.sub("", read)
    return without_spaces(rest)


def _stated_number(texts: list[str]) -> int | None:
    for text in texts:
        found = _NUMBER.match(all_arabic_digits(text))
        if found:
            return int(found["number"])
    return None


def _checked_number(known: int, name: str, stated: int | None) -> Label:
    slip = "" if stated in (None, known) else f"เลขลำดับไม่ตรงกับ “{name}” ซึ่งเป็นตัวชี้วัดที่ {known}"
    return Label(indicator_key(known), slip)


def _question(texts: list[str], names: ScoreNames) -> Label | None:
    for text in texts:
        code, _ = split_item_code(text, expected=True)
        if code is not None and code in names.questions:
            return Label(question_key(code))
    return None


def _instrument(texts: list[str], names: ScoreNames) -> Label | None:
    for text in texts:
        codes = set(_CODE.findall(text)) & set(names.instruments)
        if len(codes) == 1:
            return Label(instrument_key(codes.pop()))
        bare = without_spaces(text)
        for code, name in names.instruments.items():
            if bare == without_spaces(name):
                return Label(instrument_key(code))
    return None


def _total(texts: list[str], _names: ScoreNames) -> Label | None:
    bare = (without_spaces(re.sub(r"\([^()]*\)", "", text)) for text in texts)
    return Label(TOTAL) if any(map(_TOTAL.fullmatch, bare)) else None


def _indicator_by_number(texts: list[str], names: ScoreNames) -> Label | None:
    """By a number alone: a row of nothing else, or of ตัวชี้วัดที่ and a number."""
    if len(texts) != 1:
        return None
    number = parse_integer(_INDICATOR_WORD.sub("", texts[0]).strip(" .)"))
    return Label(indicator_key(number)) if number in names.indicators and number else None
