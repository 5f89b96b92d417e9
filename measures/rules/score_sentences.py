"""The sentences that set a score of two years side by side, formal Thai (`domain.md` 4).

One sentence for every subject (indicator, question, instrument, total) and every case, ready for
เนื่องจาก after it. A fall says ลดลง, never a minus sign; scores have two decimals.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from itaportal.thai.numerals import thai_digits

from .grading import moved_apart
from .scoring import Direction, ScoreChange, Uncompared, compared, two_places


@dataclass(frozen=True, slots=True)
class Subject:
    """What a score is a score of: its words in a sentence, and what its score is called."""

    words: str
    score_name: str = "คะแนนเฉลี่ย"
    not_comparable: str = "ซึ่งใช้กรอบการประเมินต่างกัน"


@dataclass(frozen=True, slots=True)
class YearScore:
    """A score of one year (BE): percent, None where there is none; a total may have a level."""

    year_be: int
    value: Decimal | None
    level: str = ""


def indicator_subject(number: int, name: str) -> Subject:
    """An indicator: ในตัวชี้วัดที่ 1 การปฏิบัติหน้าที่."""
    return Subject(f"ในตัวชี้วัดที่ {number} {name}")


def question_subject(code: str, text: str) -> Subject:
    """A question or disclosure item; `code` is canonical (i4)."""
    quoted = f" “{text}”" if text else ""
    return Subject(
        f"ในข้อ {code}{quoted}",
        score_name="คะแนน",
        not_comparable="ซึ่งไม่มีข้อคำถามเดียวกันให้เทียบ",
    )


def instrument_subject(code: str, name: str) -> Subject:
    """An instrument by its code and full name; the name may hold the code."""
    if not name:
        return Subject(f"ตามเครื่องมือ {code}")
    return Subject(f"ตาม{name}" if code in name else f"ตาม{name} ({code})")


def total_subject() -> Subject:
    """The total of the year."""
    return Subject("ในภาพรวม", score_name="คะแนนรวม")


def topic_subject(topic: str) -> Subject:
    """A topic in the office's own words."""
    return Subject(f"ในหัวข้อ{topic}")


def year_over_year_sentence(
    subject: Subject,
    earlier: YearScore,
    later: YearScore,
    *,
    comparable: bool = True,
    level: Direction | None = None,
) -> str:
    """The sentence of one subject's scores of two years, Thai digits.

    `level` is how a total's level moved, where that is known: a level that moves the other way
    than the total is told as such.
    """
    years = " ".join(f"ITA ปี {each.year_be} {_reached(each)}" for each in (earlier, later))
    change = compared(earlier.value, later.value, comparable=comparable)
    sentence = f"ผลการประเมิน ITA {subject.words} {years} {_comparison(change, subject)}"
    if isinstance(change, ScoreChange) and moved_apart(change, level):
        fell = level is Direction.FALLEN
        sentence += " แต่ระดับผลการประเมินต่ำลง" if fell else " แต่ระดับผลการประเมินสูงขึ้น"
    return thai_digits(sentence)


def _comparison(change: ScoreChange | Uncompared, subject: Subject) -> str:
    match change:
        case Uncompared.NOT_COMPARABLE:
            return f"{subject.not_comparable} จึงไม่อาจเปรียบเทียบกันได้"
        case Uncompared():
            return "จึงไม่มีข้อมูลเปรียบเทียบ"
        case ScoreChange(direction=Direction.UNCHANGED):
            return f"มี{subject.score_name}เท่าเดิม"
        case ScoreChange(direction=direction, difference=difference):
            return f"มี{subject.score_name}{direction.value} {difference} คะแนน"


def _reached(score: YearScore) -> str:
    if score.value is None:
        return "ไม่มีข้อมูลคะแนน"
    level = f" ระดับ{score.level}" if score.level else ""
    return f"ได้คะแนน {two_places(score.value)} คะแนน{level}"
