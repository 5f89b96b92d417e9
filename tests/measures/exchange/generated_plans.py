"""Hypothesis strategies: plans as values, anything that may be stored and nothing else."""

from __future__ import annotations

import datetime
import hashlib
from decimal import Decimal

from hypothesis import strategies as st

from itaportal.thai.dates import Period
from measures.choices import (
    CitationBinding,
    CitationScope,
    GroupKind,
    InstrumentCode,
    ParagraphKind,
    ReportForm,
    ResponsibleKind,
    ResultStatus,
    Round,
)
from measures.exchange.drafts import (
    AnalysisDraft,
    CitationDraft,
    GroupDraft,
    HeadingDraft,
    LinkDraft,
    PictureDraft,
    PlanDraft,
    ResponsibleDraft,
    ResultDraft,
    RowDraft,
    SectionDraft,
    SignatoryDraft,
    StepDraft,
)
from measures.rules.paragraphs import Paragraph

QUESTIONS = ("i1", "e4")
"""Codes of questions that tests make in the plan's framework (2568)."""

# Thai with its marks, digits of both kinds, what JSON, CSV and HTML escape, and beyond the BMP.
_ALPHABET = st.one_of(
    st.sampled_from("กขคงจำ่้๊๋์็ิีุูเแโใไะา๐๑๒๙0129 \"\\/<>&'=+-@,;:()[]{}…–฿𝄞😀é"),
    st.characters(exclude_categories=("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")),
)


def texts(least: int = 0, most: int = 30) -> st.SearchStrategy[str]:
    """Texts of one line that the portal stores as they are."""
    written = st.text(_ALPHABET, min_size=least, max_size=most)
    return written.filter(lambda text: not least or bool(text.strip()))


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    """A paragraph of any kind."""
    kind = draw(st.sampled_from(ParagraphKind))
    markers = st.just("") if kind is ParagraphKind.PLAIN else st.sampled_from(("", "๓.", "ก.", "–"))
    return Paragraph(draw(texts()), kind, draw(st.integers(0, 3)), draw(markers))


def cells(least: int = 0) -> st.SearchStrategy[tuple[Paragraph, ...]]:
    """Cells of a few paragraphs."""
    return st.lists(paragraphs(), min_size=least, max_size=3).map(tuple)


def _tuples(each: st.SearchStrategy, most: int = 2) -> st.SearchStrategy:
    return st.lists(each, max_size=most).map(tuple)


SCORES = st.integers(0, 10_000).map(lambda points: Decimal(points).scaleb(-2))
INDICATORS = st.integers(1, 10)


@st.composite
def citations(draw: st.DrawFn) -> CitationDraft:
    """A citation that names what its scope says."""
    scope = draw(st.sampled_from(CitationScope))
    typed = scope is CitationScope.TOPIC or draw(st.booleans())
    earlier = draw(st.integers(2560, 2567))
    return CitationDraft(
        scope=scope,
        earlier_year=earlier,
        later_year=draw(st.integers(earlier + 1, 2568)),
        earlier_value=draw(SCORES) if typed else None,
        later_value=draw(SCORES) if typed else None,
        paragraph_index=draw(st.integers(0, 3)),
        indicator=draw(INDICATORS) if scope is CitationScope.INDICATOR else None,
        question=draw(st.sampled_from(QUESTIONS)) if scope is CitationScope.QUESTION else "",
        instrument=(
            draw(st.sampled_from(InstrumentCode)).value if scope is CitationScope.INSTRUMENT else ""
        ),
        topic=draw(texts()),
        binding=CitationBinding.TYPED if typed else CitationBinding.BOUND,
    )


@st.composite
def rows(draw: st.DrawFn) -> RowDraft:
    """A row with anything in it."""
    measures = draw(_tuples(cells(1)))
    of_measure = st.none() | st.integers(1, len(measures)) if measures else st.none()
    start = draw(st.dates(datetime.date(2017, 10, 1), datetime.date(2030, 9, 30)))
    period = Period(start, start + datetime.timedelta(days=draw(st.integers(0, 800))))
    rounds = draw(st.sets(st.sampled_from(Round)))
    return RowDraft(
        measures=measures,
        steps=draw(_tuples(st.builds(StepDraft, cells(1), of_measure))),
        responsible=draw(_tuples(responsible())),
        responsible_text=draw(cells()),
        period=draw(st.none() | st.just(period)),
        period_text=draw(cells()),
        results=tuple(
            ResultDraft(
                round.value,
                draw(cells()),
                draw(cells()),
                draw(cells()),
                draw(st.sampled_from(("", *ResultStatus.values))),
                draw(_tuples(citations())),
            )
            for round in sorted(rounds)
        ),
        indicator=draw(st.none() | INDICATORS),
        printed_number=draw(texts(0, 5)),
        remarks=draw(cells()),
    )


@st.composite
def responsible(draw: st.DrawFn) -> ResponsibleDraft:
    """One of those responsible."""
    kind = draw(st.sampled_from(ResponsibleKind))
    if kind is ResponsibleKind.UNIT:
        return ResponsibleDraft(kind, draw(st.sampled_from(("กองคลัง", "กองใหม่"))), draw(texts()))
    name = "" if kind is ResponsibleKind.EVERYONE else draw(texts(1))
    return ResponsibleDraft(kind, name, draw(texts()))


@st.composite
def headings(draw: st.DrawFn) -> HeadingDraft:
    """A group heading of any kind."""
    kind = draw(st.sampled_from(GroupKind))
    if kind is GroupKind.FREE:
        return HeadingDraft(kind, None, draw(texts(0, 5)), draw(texts(1)))
    number = draw(INDICATORS if kind is GroupKind.INDICATOR else st.integers(1, 7))
    return HeadingDraft(kind, number, draw(texts(0, 5)), draw(texts()))


@st.composite
def sections(draw: st.DrawFn) -> SectionDraft:
    """A section: rows before any heading, then groups, of which none but those have no heading."""
    first = draw(st.lists(rows(), max_size=1))
    groups = draw(st.lists(st.builds(GroupDraft, headings(), _tuples(rows())), max_size=2))
    before = [GroupDraft(None, tuple(first))] if first else []
    return SectionDraft((*before, *groups), draw(texts()), draw(cells()))


@st.composite
def plans(
    draw: st.DrawFn, pictures: tuple[tuple[bytes, str], ...] = ((b"not decoded here", "jpg"),)
) -> PlanDraft:
    """A plan; `pictures` are contents and endings to choose from."""
    numbers = draw(st.sets(INDICATORS, max_size=2))
    chosen = draw(st.lists(st.sampled_from(pictures), max_size=2)) if pictures else []
    return PlanDraft(
        form=draw(st.sampled_from(ReportForm)).value,
        sections=draw(_tuples(sections())),
        cover=draw(cells()),
        introduction=draw(cells()),
        appendix=draw(cells()),
        analyses=tuple(
            AnalysisDraft(
                number,
                draw(st.sampled_from(("", *QUESTIONS))),
                draw(cells()),
                draw(cells()),
                draw(cells()),
            )
            for number in sorted(numbers)
        ),
        links=draw(
            _tuples(
                st.builds(
                    LinkDraft,
                    st.sampled_from(
                        ("https://itas.example.go.th/1", "http://www.example.go.th/ผล?ปี=๒๕๖๘#ก")
                    ),
                    texts(1),
                )
            )
        ),
        pictures=tuple(
            PictureDraft(
                f"{hashlib.sha256(content).hexdigest()}.{ending}",
                draw(texts(1)),
                draw(texts()),
                content,
            )
            for content, ending in chosen
        ),
        signatories=draw(_tuples(st.builds(SignatoryDraft, texts(1), texts(), texts()), 3)),
    )
