"""A stored plan as the same values that a file is read into (`PlanDraft`).

Import compares with it, export writes it. The number of queries does not depend on the number of
rows.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Prefetch

from itaportal.thai.dates import Period
from measures.choices import (
    CitationBinding,
    CitationScope,
    GroupKind,
    ResponsibleKind,
    Round,
)
from measures.exchange.drafts import (
    AnalysisDraft,
    CitationDraft,
    GroupDraft,
    HeadingDraft,
    KnownNames,
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
from measures.exchange.picture_files import bare_name, stored_picture
from measures.models import (
    Framework,
    GroupHeading,
    MeasurePlan,
    Organization,
    Question,
    Responsibility,
    RoundResult,
    Row,
    ScoreCitation,
    Section,
)

from .sections import grouped_rows, sections_with_rows


def plan_draft(plan: MeasurePlan, *, with_pictures: bool = True) -> PlanDraft:
    """Everything that a stored plan holds besides its organization, years and state.

    `with_pictures` reads the files of its pictures too; drafts are equal with or without.
    Raises LostPicture.
    """
    return PlanDraft(
        form=plan.form,
        sections=tuple(map(_section, sections_with_rows(plan))),
        cover=plan.cover,
        introduction=plan.introduction,
        appendix=plan.appendix,
        analyses=tuple(_analyses(plan)),
        links=tuple(
            LinkDraft(link.address, link.label) for link in plan.links.order_by("position")
        ),
        pictures=tuple(
            PictureDraft(
                bare_name(each.picture),
                each.alternative_text,
                each.caption,
                stored_picture(each.picture).content if with_pictures else b"",
            )
            for each in plan.pictures.order_by("position")
        ),
        signatories=tuple(
            SignatoryDraft(each.role, each.name, each.position_title)
            for each in plan.signatories.order_by("position")
        ),
    )


def known_names(organization: Organization, year_be: int) -> KnownNames:
    """The names that a file of this organization and fiscal year (BE) may use."""
    framework = Framework.objects.filter(
        fiscal_year__year_be=year_be, network=organization.network
    ).first()
    units = tuple(organization.units.order_by("position", "name").values_list("name", flat=True))
    years = frozenset(
        Framework.objects.filter(network=organization.network).values_list(
            "fiscal_year__year_be", flat=True
        )
    )
    if framework is None:
        return KnownNames(units, organization=organization.name, year_be=year_be, score_years=years)
    return KnownNames(
        units,
        dict(framework.indicators.order_by("number").values_list("number", "name")),
        dict(framework.issues.order_by("number").values_list("number", "name")),
        _questions(organization, year_be),
        organization.name,
        year_be,
        _questions(organization, year_be - 1),
        years,
    )


def _questions(organization: Organization, year_be: int) -> dict[str, str]:
    """The texts of a year's questions by their codes, in the order of their indicators.

    A text that is not confirmed is left empty: nothing in a file is taken for its quotation.
    """
    questions = Question.objects.filter(
        indicator__framework__fiscal_year__year_be=year_be,
        indicator__framework__network=organization.network,
    ).order_by("indicator__number", "code")
    return {question.code: question.official_text for question in questions}


def rows_in_draft_order(plan: MeasurePlan) -> list[Row]:
    """The stored rows of a plan, one for each of `plan_draft(plan).rows` and in their order."""
    groups = GroupHeading.objects.order_by("position")
    rows = Row.objects.order_by("position")
    sections = plan.sections.order_by("position").prefetch_related(
        Prefetch("rows", rows), Prefetch("groups", groups)
    )
    return [row for section in sections for _, rows in grouped_rows(section) for row in rows]


def _section(section: Section) -> SectionDraft:
    groups = tuple(
        GroupDraft(_heading(heading) if heading else None, tuple(map(_row, rows)))
        for heading, rows in grouped_rows(section)
    )
    return SectionDraft(groups, section.heading, section.introduction)


def _heading(heading: GroupHeading) -> HeadingDraft:
    canonical = heading.issue or heading.indicator
    return HeadingDraft(
        GroupKind(heading.kind),
        canonical.number if canonical else None,
        heading.printed_number,
        heading.printed_text,
    )


def _row(row: Row) -> RowDraft:
    measures = sorted(row.measures.all(), key=lambda measure: measure.position)
    places = {measure.pk: place for place, measure in enumerate(measures, start=1)}
    steps = sorted(row.steps.all(), key=lambda step: step.position)
    responsible = sorted(row.responsibilities.all(), key=lambda each: each.position)
    period = None
    if row.period_start and row.period_end:
        period = Period(row.period_start, row.period_end)
    return RowDraft(
        measures=tuple(measure.content for measure in measures),
        steps=tuple(
            StepDraft(step.content, places[step.measure_id] if step.measure_id else None)
            for step in steps
        ),
        responsible=tuple(map(_responsible, responsible)),
        responsible_text=row.responsible_text,
        period=period,
        period_text=row.period_text,
        results=tuple(map(_result, row.results.all())),
        indicator=row.indicator.number if row.indicator else None,
        printed_number=row.printed_number,
        remarks=row.remarks,
    )


def _responsible(entry: Responsibility) -> ResponsibleDraft:
    name = entry.unit.name if entry.unit else entry.name
    return ResponsibleDraft(ResponsibleKind(entry.kind), name, entry.note)


def _result(result: RoundResult) -> ResultDraft:
    return ResultDraft(
        int(Round(result.round)),
        result.results,
        result.outcome,
        result.suggestion,
        result.status,
        tuple(map(_citation, result.citations.all())),
    )


def _citation(citation: ScoreCitation) -> CitationDraft:
    return CitationDraft(
        scope=CitationScope(citation.scope),
        earlier_year=citation.earlier_year.year_be,
        later_year=citation.later_year.year_be,
        earlier_value=citation.earlier_value,
        later_value=citation.later_value,
        paragraph_index=citation.paragraph_index,
        indicator=citation.indicator.number if citation.indicator else None,
        question=citation.question.code if citation.question else "",
        instrument=citation.instrument.code if citation.instrument else "",
        topic=citation.topic,
        binding=CitationBinding(citation.binding),
    )


def _analyses(plan: MeasurePlan) -> Iterator[AnalysisDraft]:
    for analysis in plan.analyses.select_related("indicator", "question").order_by(
        "indicator__number"
    ):
        yield AnalysisDraft(
            analysis.indicator.number,
            analysis.question.code if analysis.question else "",
            analysis.question_text,
            analysis.analysis,
            analysis.guidance,
        )
