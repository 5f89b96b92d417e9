"""Real reports beside the repository (`../shared/samples`): what they say is what is read.

Skipped where they are not at hand; the same rules are tried on files of our own in
`test_reading.py`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from itaportal.thai.dates import Period, round_span
from itaportal.thai.numerals import all_arabic_digits
from itaportal.thai.text import without_spaces
from measures.choices import CitationScope, GroupKind, ResponsibleKind
from measures.exchange.columns import is_header
from measures.exchange.drafts import (
    CitationDraft,
    GroupDraft,
    HeadingDraft,
    KnownNames,
    PlanDraft,
    ResponsibleDraft,
    ResultDraft,
    RowDraft,
    SectionDraft,
    StepDraft,
)
from measures.exchange.frameworks import read_framework
from measures.exchange.headings import indicator_named, split_score
from measures.exchange.readers import read_source
from measures.exchange.reading import read_plan
from measures.exchange.source import SourceTable
from measures.rules.citations import KnownScopes, find_citations
from measures.rules.paragraphs import items_of, plain
from measures.rules.scoring import Direction

from .outlines import (
    SAMPLES,
    Expected,
    cell_of,
    cut,
    expected,
    expected_front,
    read_outline,
    wrong_cells,
)
from .test_reading import every_text

ROOT = Path(__file__).resolve().parents[3]
FRAMEWORKS = ROOT / "fixtures" / "frameworks"

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="../shared/samples is not beside the repository"
)


ENDINGS = ["docx", "xlsx", "txt"]
NAMES = {
    "a": "A-chaiburi-2568",
    "b": "B-ronthong-2566-6m",
    "e": "E-banmo-2569",
}


def known_names(year_be: int, organization: str) -> KnownNames:
    """The names of a year's framework file and the one before, with units that samples name."""
    framework = read_framework(FRAMEWORKS / f"{year_be}.toml")
    before = FRAMEWORKS / f"{year_be - 1}.toml"
    earlier = read_framework(before).questions if before.is_file() else ()
    return KnownNames(
        ("สำนักปลัด", "กองคลัง"),
        {each.number: each.name for each in framework.indicators},
        {each.number: each.name for each in framework.issues},
        {each.code: each.text for each in framework.questions},
        organization,
        year_be,
        {each.code: each.text for each in earlier},
    )


KNOWN = {
    "a": known_names(2568, "องค์การบริหารส่วนตำบลไชยบุรี"),
    "b": known_names(2566, "องค์การบริหารส่วนตำบลร่อนทอง"),
    "e": known_names(2569, "เทศบาลตำบลบ้านหมอ"),
}


def read_sample(letter: str, ending: str):
    file = f"{NAMES[letter]}.{ending}"
    return read_plan((SAMPLES / file).read_bytes(), file, KNOWN[letter])


# -- the plan written by hand ----------------------------------------------------------------


def expected_a() -> PlanDraft:
    outline = read_outline("a")
    text = (SAMPLES / "A-chaiburi-2568.txt").read_text(encoding="utf-8")
    front, *rows = re.split(r"\n+มาตรการ/โครงการ/กิจกรรม\t.*\n", text)
    title, introduction = front.replace("**", "").strip().split("\n\n")
    groups = tuple(
        expected_group(outline, group, *row.strip("\n").split("\n"))
        for group, row in zip(outline["groups"], rows, strict=True)
    )
    return PlanDraft(
        form=outline["form"],
        cover=cell_of(title, outline["cover"]),
        introduction=plain(introduction.replace("\n", "")),
        sections=(SectionDraft(groups),),
    )


def expected_group(outline, group, heading: str, row: str) -> GroupDraft:
    printed = cut(heading, group["printed"]) if group["printed"] else ""
    cells = [re.sub(r"</?p>", "", cell) for cell in row.split("\t")]
    measures, steps, unit, period_text, results, outcome = cells
    assert (unit, period_text) == (group["unit"], outline["period_text"])
    return GroupDraft(
        HeadingDraft(GroupKind.ISSUE, group["issue"], printed_text=printed),
        (
            RowDraft(
                measures=items_of(cell_of(measures, group["measures"])),
                steps=tuple(StepDraft(item) for item in items_of(cell_of(steps, group["steps"]))),
                responsible=(ResponsibleDraft(ResponsibleKind.UNIT, group["unit"]),),
                responsible_text=plain(group["unit"]),
                period=Period(*outline["period"]),
                period_text=plain(outline["period_text"]),
                results=(
                    ResultDraft(
                        outline["round"],
                        results=cell_of(results, group["results"]),
                        outcome=cell_of(outcome, group["outcome"]),
                        citations=expected_citations(group, outcome),
                    ),
                ),
            ),
        ),
    )


def expected_citations(group, outcome: str) -> tuple[CitationDraft, ...]:
    if "citation" not in group:
        return ()
    citation = group["citation"]
    topic = citation["topic"]
    return (
        CitationDraft(
            CitationScope(citation["scope"]),
            2567,
            2568,
            Decimal(citation["earlier"]),
            Decimal(citation["later"]),
            indicator=citation.get("indicator"),
            question=citation.get("question", ""),
            topic=cut(outcome, topic) if " … " in topic else topic,
        ),
    )


@pytest.mark.parametrize("ending", ENDINGS)
def test_sample_a_is_the_plan_written_by_hand(ending):
    reading = read_sample("a", ending)
    assert reading.draft == expected_a()
    assert reading.year_be == 2568
    assert [row.remarks for row in reading.draft.rows] == [()] * 7


def test_sample_a_states_six_differences_and_all_are_right():
    outline = read_outline("a")
    reading = read_sample("a", "docx")
    known = KnownScopes(KNOWN["a"].indicators, KNOWN["a"].questions)
    found = [
        find_citations(result.outcome, known)
        for row in reading.draft.rows
        for result in row.results
    ]
    stated = [
        (citation.stated_difference, citation.stated_directions[-1])
        for citations in found
        for citation in citations
    ]
    assert stated == [
        (Decimal(group["citation"]["difference"]), Direction[group["citation"]["direction"]])
        for group in outline["groups"]
        if "citation" in group
    ]
    assert [len(citations) for citations in found] == [1, 1, 1, 1, 1, 0, 1]
    assert all(
        citation.difference_is_right and citation.direction_is_right
        for citations in found
        for citation in citations
    )


# -- samples B and E -------------------------------------------------------------------------

ORDER_B = ["measures", "steps", "responsible_text", "period_text", "results", "suggestion"]
ORDER_E = [
    "name", "question_text", "analysis", "measures", "guidance", "steps", "period_text",
    "responsible_text",
]  # fmt: skip


def outlined(letter: str) -> Expected:
    if letter == "b":
        return expected("b", ORDER_B, ("แนวทาง/มาตรการ",))
    return expected("e", ORDER_E, ("ประเด็น/ตัวชี้วัด", "ข้อคำถาม ITA"))


@pytest.mark.parametrize("letter", ["b", "e"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_each_cell_of_samples_b_and_e_is_in_the_field_written_by_hand(letter, ending):
    wrong, cells = wrong_cells(read_sample(letter, ending), outlined(letter))
    assert (wrong, cells) == ([], {"b": 55, "e": 80}[letter])


@pytest.mark.parametrize("letter", ["b", "e"])
def test_cover_heading_and_introduction_of_samples_b_and_e_are_told_apart(letter):
    draft = read_sample(letter, "docx").draft
    (section,) = draft.sections
    assert (draft.cover, section.heading, draft.introduction) == expected_front(letter)


@pytest.mark.parametrize("letter", ["a", "b", "e"])
def test_a_sample_is_the_same_plan_from_each_format(letter):
    word, *others = [read_sample(letter, ending) for ending in ENDINGS]
    assert [each.draft for each in others] == [word.draft] * 2
    assert [row.remarks for row in word.draft.rows if row.remarks] == []


def test_sample_b_is_of_its_form_and_its_numbers_count_through():
    reading = read_sample("b", "docx")
    assert (reading.year_be, reading.draft.form) == (2566, "progress-by-indicator")
    assert {row.period for row in reading.draft.rows} == {round_span(2566, 6)}
    # The row over four pages counts through: no number had to be kept as typed.
    assert {step.content[0].marker for step in reading.draft.rows[6].steps} == {""}


@pytest.mark.parametrize("ending", ENDINGS)
def test_sample_e_states_a_score_for_each_indicator_of_the_year_analysed(ending):
    reading = read_sample("e", ending)
    assert (reading.year_be, reading.draft.form) == (2569, "development-from-ita")
    assert {score.indicator: score.value for score in reading.scores} == outlined("e").scores
    assert {score.year_be for score in reading.scores} == {2568}


@pytest.mark.parametrize("letter", ["a", "b", "e"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_every_line_of_every_cell_of_a_sample_is_kept(letter, ending):
    file = f"{NAMES[letter]}.{ending}"
    reading = read_sample(letter, ending)
    kept = every_text(reading.draft)
    source = read_source((SAMPLES / file).read_bytes(), file)
    lines = [
        line
        for block in source.blocks
        if isinstance(block, SourceTable)
        for row in block.rows
        for cell in ([] if row.is_heading() or is_header(row) else row.cells)
        for line in cell.lines
    ]
    headings = {"ประเด็น/ตัวชี้วัด", *(text for text in lines if "ผลการประเมินในปี" in text)}
    headings |= {text for text in lines if text.startswith("การนำผลการประเมิน ITA")}
    # A row's own number prints apart from its measure, the score beside a name goes to the scores.
    missing = [
        line
        for line in lines
        if line not in headings
        and without_spaces(all_arabic_digits(line)) not in kept
        and without_spaces(all_arabic_digits(re.sub(r"^[๑-๙๐]+\.|\([๐-๙.]+ คะแนน\)$", "", line)))
        not in kept
    ]
    assert [line for line in missing if not names_indicator(line, letter)] == []


def names_indicator(line: str, letter: str) -> bool:
    """Whether a line is no more than the name of an indicator, which a row has as its indicator."""
    name, _ = split_score(line)
    return indicator_named(name, KNOWN[letter].indicators) is not None
