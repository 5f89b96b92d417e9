"""Real reports beside the repository (`../shared/samples`): what they say is what is read.

Skipped where they are not at hand; the same rules are tried on files of our own in
`test_reading.py`.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from itaportal.thai.dates import Period, round_span
from itaportal.thai.numerals import all_arabic_digits
from itaportal.thai.text import without_spaces
from measures.choices import CitationScope, GroupKind, ParagraphKind, ResponsibleKind
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
from measures.exchange.readers import read_source
from measures.exchange.reading import read_plan
from measures.exchange.source import SourceTable
from measures.rules.citations import KnownScopes, find_citations
from measures.rules.paragraphs import Paragraph, items_of, plain
from measures.rules.scoring import Direction

from .test_reading import every_text

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT.parent / "shared" / "samples"
FRAMEWORKS = ROOT / "fixtures" / "frameworks"

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="../shared/samples is not beside the repository"
)


def known_names(year_be: int, organization: str) -> KnownNames:
    """The names of a year's framework file, with the two units that the samples name."""
    framework = read_framework(FRAMEWORKS / f"{year_be}.toml")
    return KnownNames(
        ("สำนักปลัด", "กองคลัง"),
        {each.number: each.name for each in framework.indicators},
        {each.number: each.name for each in framework.issues},
        {each.code: each.text for each in framework.questions},
        organization,
    )


def read_sample(name: str, known: KnownNames):
    return read_plan((SAMPLES / name).read_bytes(), name, known)


@pytest.fixture(scope="module")
def names_a():
    return known_names(2568, "องค์การบริหารส่วนตำบลไชยบุรี")


@pytest.fixture(scope="module")
def names_b():
    return known_names(2566, "องค์การบริหารส่วนตำบลร่อนทอง")


# -- the plan written by hand ----------------------------------------------------------------


KINDS = {"": ParagraphKind.PLAIN, "-": ParagraphKind.DASH}


class PlainText:
    """The sample's plain text, out of which an outline's paragraphs are cut in order."""

    def __init__(self, text: str) -> None:
        self._text = text

    def cut(self, outline: str) -> str:
        """The text from the first characters to the last; what lies before is used up."""
        first, _, last = outline.partition(" … ")
        start = self._text.index(first)
        end = self._text.index(last, start) + len(last)
        found, self._text = self._text[start:end], self._text[end:]
        return found


def cell_of(written: str, outlines: list[str]) -> tuple[Paragraph, ...]:
    """A cell cut out of its typed text: each outline's text begins after its typed marker."""
    cell, rest = [], written
    parts = [re.split(r" ?\| | … ", outline) for outline in outlines]
    for number, (marker, first, last) in enumerate(parts):
        start = rest.index(first)
        assert without_spaces(rest[:start]) == marker
        stop = len(rest)
        if number + 1 < len(parts):
            after = start + len(first)
            begins = re.escape(parts[number + 1][0]) + r"\s*" + re.escape(parts[number + 1][1])
            stop = next(re.finditer(begins, rest[after:])).start() + after
        end = rest.rindex(last, start, stop) + len(last)
        cell.append(Paragraph(rest[start:end], KINDS.get(marker, ParagraphKind.NUMBERED)))
        rest = rest[end:]
    assert rest.strip() == ""
    return tuple(cell)


def expected_a() -> PlanDraft:
    outline = tomllib.loads(Path(__file__).with_name("expected_a.toml").read_text(encoding="utf-8"))
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
    printed = PlainText(heading).cut(group["printed"]) if group["printed"] else ""
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
            topic=PlainText(outcome).cut(topic) if " … " in topic else topic,
        ),
    )


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_sample_a_is_the_plan_written_by_hand(ending, names_a):
    reading = read_sample(f"A-chaiburi-2568.{ending}", names_a)
    assert reading.draft == expected_a()
    assert reading.year_be == 2568
    assert [row.remarks for row in reading.draft.rows] == [()] * 7


def test_sample_a_states_six_differences_and_all_are_right(names_a):
    outline = tomllib.loads(Path(__file__).with_name("expected_a.toml").read_text(encoding="utf-8"))
    reading = read_sample("A-chaiburi-2568.docx", names_a)
    known = KnownScopes(names_a.indicators, names_a.questions)
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


# -- sample B --------------------------------------------------------------------------------


def test_sample_b_is_the_same_plan_from_both_formats(names_b):
    word = read_sample("B-ronthong-2566-6m.docx", names_b)
    excel = read_sample("B-ronthong-2566-6m.xlsx", names_b)
    assert word.draft == excel.draft
    assert (word.year_be, word.draft.form) == (2566, "progress-by-indicator")


def test_sample_b_has_a_row_for_each_of_its_indicators(names_b):
    draft = read_sample("B-ronthong-2566-6m.docx", names_b).draft
    assert [
        (row.printed_number, row.indicator, len(row.steps), row.results[0].round)
        for row in draft.rows
    ] == [
        ("๑", 1, 3, 6),
        ("๒", 2, 2, 6),
        ("๓", 3, 2, 6),
        ("๔", 4, 2, 6),
        ("๕", 5, 3, 6),
        ("๗", 7, 3, 6),
        ("๘", 9, 11, 6),
        ("๑๐", 10, 3, 6),
    ]
    assert {row.period for row in draft.rows} == {round_span(2566, 6)}
    assert [[each.kind.value for each in row.responsible] for row in draft.rows] == [
        ["everyone"],
        ["unit"],
        ["unit"],
        ["unit", "unit"],
        ["everyone"],
        ["everyone", "position"],
        ["everyone"],
        ["everyone", "committee"],
    ]
    assert [row.remarks for row in draft.rows] == [()] * 8
    # The row over four pages counts through: no number had to be kept as typed.
    assert {step.content[0].marker for step in draft.rows[6].steps} == {""}


@pytest.mark.parametrize("name", ["A-chaiburi-2568", "B-ronthong-2566-6m"])
@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_every_line_of_every_cell_of_a_sample_is_kept(name, ending, names_a, names_b):
    file = f"{name}.{ending}"
    names = names_a if name.startswith("A") else names_b
    kept = every_text(read_sample(file, names).draft)
    source = read_source((SAMPLES / file).read_bytes(), file)
    lines = [
        line
        for block in source.blocks
        if isinstance(block, SourceTable)
        for row in block.rows[1:]
        for cell in ([] if row.is_heading() else row.cells)
        for line in cell.lines
    ]
    # A row's own number prints apart from its measure.
    missing = [
        line
        for line in lines
        if without_spaces(all_arabic_digits(line)) not in kept
        and without_spaces(all_arabic_digits(re.sub(r"^[๑-๙๐]+\.", "", line))) not in kept
    ]
    assert missing == []


@pytest.mark.parametrize("name", ["A-chaiburi-2568", "B-ronthong-2566-6m", "E-banmo-2569"])
def test_a_sample_gives_equal_texts_from_word_excel_and_plain_text(name):
    word, excel, text = (
        [
            [[(cell.lines, cell.asides) for cell in row.cells] for row in block.rows]
            if isinstance(block, SourceTable)
            else (block.lines, block.asides)
            for block in read_source((SAMPLES / file).read_bytes(), file).blocks
        ]
        for file in (f"{name}.docx", f"{name}.xlsx", f"{name}.txt")
    )
    assert word == excel == text
