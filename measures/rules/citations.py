"""Comparisons of scores that an outcome text cites: found, given a scope, and judged.

A citation (การอ้างคะแนน) is two years with a score each; mostly the text also states which way the
score moved and by how much. Forms: those of sample A, see `domain.md` 3.3 and 4. The sentence may
run over several paragraphs of the cell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher

from itaportal.thai.codes import find_item_codes
from itaportal.thai.numerals import all_arabic_digits
from itaportal.thai.text import without_spaces
from measures.choices import CitationScope

from .paragraphs import Cell
from .scoring import Direction, ScoreChange, score_change

_WORDS = {
    Direction.RISEN: ("เพิ่มขึ้น", "สูงขึ้น", "เพิ่มสูงขึ้น"),
    Direction.FALLEN: ("ลดลง", "ต่ำลง", "น้อยลง"),
    Direction.UNCHANGED: ("เท่าเดิม", "คงที่", "ไม่เปลี่ยนแปลง"),
}
_DIRECTION = "|".join(word for words in _WORDS.values() for word in words)
_NUMBER = r"(?<![\d.])\d{1,3}(?:\.\d{1,2})?(?![\d.]*\d)"
# ปี ๒๕๖๗ ได้คะแนน ๘๗.๘๗ คะแนน · ปี ๒๕๖๗ มีคะแนนเฉลี่ย ร้อยละ ๘๔.๖๗
_YEAR_WITH_SCORE = re.compile(
    r"ปี(?:งบประมาณ)?\s*(?:พ\.?\s*ศ\.?\s*)?(?P<year>2[456]\d\d)"
    rf"(?=[^\d]{{0,40}}(?:คะแนน|ร้อยละ|ระดับ))[^\d]{{0,40}}(?P<score>{_NUMBER})"
)
# The same with whatever number follows: what a reader takes for a score, right or not.
_MENTION = re.compile(
    r"ปี(?:งบประมาณ)?\s*(?:พ\.?\s*ศ\.?\s*)?2\d{3}"
    r"(?=[^\d]{0,40}(?:คะแนน|ร้อยละ|ระดับ))[^\d]{0,40}\d"
)
_CHANGE = re.compile(
    rf"(?P<word>{_DIRECTION})\s*(?:(?:เป็น|จำนวน|ร้อยละ|คิดเป็น|อยู่ที่)\s*)*(?P<difference>{_NUMBER})?"
)
_FULL_SCORE = 100
_TO_SECOND_SCORE, _TO_CHANGE, _BACK_TO_DIRECTION = 80, 60, 40
"""How many characters may lie between the parts of one citation."""
_TOPIC = re.compile(
    r"หัวข้อ\s*(?:ด้าน)?\s*(?P<topic>.+?)\s*(?:ITA|มีคะแนน|มีค่าคะแนน|พบว่า|ปี\s*\d|$)", re.DOTALL
)
_INDICATOR = re.compile(r"ตัวชี้วัดที่\s*(?P<number>\d{1,2})(?!\d)")
_INSTRUMENT = re.compile(r"(?<![A-Za-z])(?P<code>[IEO]IT)(?![A-Za-z])")
_TOTAL = re.compile(r"(?:ใน)?ภาพรวม|คะแนนรวม")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a cited score is a score of; the keys are numbers and codes of the later year."""

    kind: CitationScope
    indicator: int | None = None
    question: str = ""
    topic: str = ""
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class KnownScopes:
    """Names that an outcome may use: of indicators by number, texts of questions by code."""

    indicators: Mapping[int, str] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Citation:
    """One comparison as typed. Years are BE, values percent, `paragraph_index` counts from 0."""

    paragraph_index: int
    scope: Scope
    earlier_year: int
    later_year: int
    earlier_value: Decimal
    later_value: Decimal
    stated_directions: tuple[Direction, ...] = ()
    stated_difference: Decimal | None = None

    @property
    def change(self) -> ScoreChange:
        """How the score moved by the two values."""
        change = score_change(self.earlier_value, self.later_value)
        assert change is not None  # both values are there
        return change

    @property
    def difference_is_right(self) -> bool:
        """Whether the stated difference is that of the values; nothing stated is not wrong."""
        return self.stated_difference in (None, self.change.difference)

    @property
    def direction_is_right(self) -> bool:
        """Whether every stated direction is that of the values."""
        return all(stated is self.change.direction for stated in self.stated_directions)


def count_mentions(outcome: Cell) -> int:
    """How many times an outcome names a year with a score, read as a citation or not."""
    text = all_arabic_digits("\n".join(paragraph.text for paragraph in outcome))
    return len(_MENTION.findall(text))


def find_citations(outcome: Cell, known: KnownScopes) -> tuple[Citation, ...]:
    """The comparisons that an outcome cell cites, in order."""
    starts, length = [], 0
    for paragraph in outcome:
        starts.append(length)
        length += len(paragraph.text) + 1
    read = all_arabic_digits("\n".join(paragraph.text for paragraph in outcome))
    scores = [
        score for score in _YEAR_WITH_SCORE.finditer(read) if Decimal(score["score"]) <= _FULL_SCORE
    ]
    found: list[Citation] = []
    used_to = index = 0
    while index + 1 < len(scores):
        first, second = scores[index], scores[index + 1]
        if second.start() - first.end() > _TO_SECOND_SCORE or first["year"] == second["year"]:
            index += 1
            continue
        change = _CHANGE.search(read, second.end(), second.end() + _TO_CHANGE)
        # Where the topic is named: since the last citation, at most to the second score.
        lead = read[used_to : second.start()]
        before = _CHANGE.findall(lead[: first.start() - used_to][-_BACK_TO_DIRECTION:])
        directions = [_direction(word) for word, _ in before]
        if change:
            directions.append(_direction(change["word"]))
        scope_start, scope = _scope(lead, known)
        begins = used_to + scope_start if scope_start is not None else first.start()
        found.append(
            _in_order(
                max(number for number, start in enumerate(starts) if start <= begins),
                scope,
                (first, second),
                tuple(directions),
                Decimal(change["difference"]) if change and change["difference"] else None,
            )
        )
        used_to = change.end() if change else second.end()
        index += 2
    return tuple(found)


def _in_order(
    paragraph_index: int,
    scope: Scope,
    scores: Sequence[re.Match[str]],
    directions: tuple[Direction, ...],
    difference: Decimal | None,
) -> Citation:
    """A citation with its years in order, whichever the text names first."""
    earlier, later = sorted(scores, key=lambda score: int(score["year"]))
    return Citation(
        paragraph_index,
        scope,
        int(earlier["year"]),
        int(later["year"]),
        Decimal(earlier["score"]),
        Decimal(later["score"]),
        directions,
        difference,
    )


def _direction(word: str) -> Direction:
    return next(direction for direction, words in _WORDS.items() if word in words)


def _scope(lead: str, known: KnownScopes) -> tuple[int | None, Scope]:
    """Where the words before the scores name their subject, and what it is."""
    if numbered := _INDICATOR.search(lead):
        number = int(numbered["number"])
        if number in known.indicators:
            return numbered.start(), Scope(CitationScope.INDICATOR, indicator=number)
    topics = list(_TOPIC.finditer(lead))
    if not topics:
        return _unquoted_scope(lead, known)
    typed = " ".join(topics[-1]["topic"].split())
    bare = without_spaces(typed)
    for number, name in known.indicators.items():
        if bare == without_spaces(name):
            return topics[-1].start(), Scope(CitationScope.INDICATOR, indicator=number, topic=typed)
    for code, text in known.questions.items():
        if _much_the_same(bare, without_spaces(text)):
            return topics[-1].start(), Scope(CitationScope.QUESTION, question=code, topic=typed)
    return topics[-1].start(), Scope(CitationScope.TOPIC, topic=typed)


def _unquoted_scope(lead: str, known: KnownScopes) -> tuple[int | None, Scope]:
    """What is named without the word หัวข้อ: a question by its code, an instrument, the total."""
    for found in find_item_codes(lead):
        if found.code in known.questions:
            return found.start, Scope(CitationScope.QUESTION, question=found.code)
    if instruments := list(_INSTRUMENT.finditer(lead)):
        code = instruments[-1]["code"]
        return instruments[-1].start(), Scope(CitationScope.INSTRUMENT, instrument=code)
    if total := _TOTAL.search(lead):
        return total.start(), Scope(CitationScope.TOTAL)
    return None, Scope(CitationScope.TOPIC)


def _much_the_same(topic: str, question: str) -> bool:
    """Whether a topic quotes a question: offices leave out its first or last words."""
    shorter = min(len(topic), len(question))
    if shorter < 20:
        return False
    match = SequenceMatcher(None, topic, question, autojunk=False).find_longest_match()
    return match.size >= 0.8 * shorter
