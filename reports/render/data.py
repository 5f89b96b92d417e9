"""Facts as JSON for machines: everything a report says, and the whole plan to restore.

`docs/data-formats.md` documents it. Keys are English and stable, labels Thai; scores are texts
with two decimals, dates ISO 8601 (CE) beside their years in BE. The same facts give the same
bytes.
"""

from __future__ import annotations

import base64
import json
from decimal import Decimal
from typing import Any

from itaportal.thai.dates import year_be
from measures.choices import GroupKind
from measures.exchange.drafts import KnownNames, PlanDraft
from measures.exchange.plan_json import FORMAT, REPORT_FORMAT, VERSION, plan_to_json
from measures.rules.paragraphs import Cell, paragraphs_to_json
from measures.rules.scoring import Direction, ScoreChange, compared, two_places
from reports.facts import (
    AnalysisFacts,
    ApprovalFacts,
    CitationFacts,
    GroupFacts,
    HeadingFacts,
    IndicatorFacts,
    OrganizationFacts,
    PeriodFacts,
    PictureFacts,
    QuestionFacts,
    ReportFacts,
    ResponsibleFacts,
    ResultFacts,
    RowFacts,
)

from .data_labels import LABELS

_DIRECTIONS = {Direction.RISEN: "risen", Direction.FALLEN: "fallen", Direction.UNCHANGED: "same"}


def report_json(facts: ReportFacts) -> bytes:
    """The report and, under "plan", all of the plan that it was made of; UTF-8."""
    written: dict[str, Any] = {
        "format": REPORT_FORMAT,
        "version": VERSION,
        "labels": LABELS,
        "organization": {
            **_organization(facts.organization),
            "emblem": _picture(facts.organization.emblem, with_content=True),
        },
        **_years(facts),
        "round": facts.round.value,
        "round_label": facts.round.label,
        "total_score": _score(facts.total_score),
        "introduction": paragraphs_to_json(facts.introduction),
        "sections": [
            {
                "heading": section.heading,
                "introduction": paragraphs_to_json(section.introduction),
                "groups": [_group(group) for group in section.groups],
            }
            for section in facts.sections
        ],
        "appendix": {
            "text": paragraphs_to_json(facts.appendix.text),
            "links": [
                {"address": link.address, "label": link.label} for link in facts.appendix.links
            ],
            # What is in their files stands in the plan below.
            "pictures": [
                {**(_picture(each.picture) or {}), "caption": each.caption}
                for each in facts.appendix.pictures
            ],
        },
        "signatories": [
            {"role": each.role, "name": each.name, "position_title": each.position}
            for each in facts.signatories
        ],
        "approval": _approval(facts.approval),
        "plan": None if facts.plan is None else _plan(facts, facts.plan),
    }
    return (json.dumps(written, ensure_ascii=False, indent=2) + "\n").encode()


def _plan(facts: ReportFacts, plan: PlanDraft) -> dict[str, Any]:
    """The plan as `export_plan` writes it, but for its state, which is no part of a report."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "organization": _organization(facts.organization),
        **_years(facts),
        **plan_to_json(plan, _known(facts), with_pictures=True),
    }


def _approval(approval: ApprovalFacts | None) -> dict[str, Any] | None:
    if approval is None:
        return None
    return {
        "approver": approval.approver,
        "position_title": approval.position,
        "acting_for": approval.acting_for,
        "approved_at": approval.at.isoformat(),
        "by_submitter": approval.by_submitter,
        "content_hash": approval.content_hash,
    }


def _known(facts: ReportFacts) -> KnownNames:
    """The names of issues and indicators that the facts give."""
    issues: dict[int, str] = {}
    indicators: dict[int, str] = {}
    for group in (group for section in facts.sections for group in section.groups):
        heading = group.heading
        if heading and heading.number and heading.kind is not GroupKind.FREE:
            names = issues if heading.kind is GroupKind.ISSUE else indicators
            names[int(heading.number)] = heading.name
        for row in group.rows:
            if row.indicator:
                indicators[row.indicator.number] = row.indicator.name
    return KnownNames(indicators=indicators, issues=issues)


def _organization(organization: OrganizationFacts) -> dict[str, Any]:
    return {
        "code": organization.code,
        "name": organization.name,
        "district": organization.district,
        "province": organization.province,
        "is_demo": organization.is_demo,
    }


def _years(facts: ReportFacts) -> dict[str, int | None]:
    return {
        "fiscal_year_be": facts.fiscal_year_be,
        "posted_for_be": facts.posted_for_be,
        "score_year_be": facts.score_year_be,
    }


def _picture(picture: PictureFacts | None, *, with_content: bool = False) -> dict[str, Any] | None:
    if picture is None:
        return None
    return {
        "media_type": picture.media_type,
        "alternative_text": picture.alternative,
        "width": picture.width,
        "height": picture.height,
        **({"content": base64.b64encode(picture.content).decode()} if with_content else {}),
    }


def _group(group: GroupFacts) -> dict[str, Any]:
    return {
        "heading": _heading(group.heading) if group.heading else None,
        "rows": [_row(row) for row in group.rows],
    }


def _heading(heading: HeadingFacts) -> dict[str, Any]:
    return {
        "kind": heading.kind.value,
        "kind_label": heading.kind.label,
        "number": heading.number,
        "name": heading.name,
        "printed_number": heading.printed_number,
        "printed_text": heading.printed_text,
    }


def _row(row: RowFacts) -> dict[str, Any]:
    return {
        "number": row.position,
        "printed_number": row.printed_number,
        "indicator": _indicator(row.indicator),
        "score": _score(row.score),
        "measures": [{"content": paragraphs_to_json(measure)} for measure in row.measures],
        "steps": [
            {
                "content": paragraphs_to_json(step.content),
                "measure": None if step.measure is None else step.measure + 1,
            }
            for step in row.steps
        ],
        "responsible": [_responsible(each) for each in row.responsible],
        "responsible_text": paragraphs_to_json(row.responsible_text),
        "period": _period(row.period),
        "result": _result(row.result),
        "analysis": _analysis(row.analysis),
    }


def _responsible(each: ResponsibleFacts) -> dict[str, str]:
    return {
        "kind": each.kind.value,
        "kind_label": each.kind.label,
        "name": each.name,
        "note": each.note,
    }


def _period(period: PeriodFacts) -> dict[str, Any]:
    start, end = period.start, period.end
    return {
        "start": start.isoformat() if start else None,
        "start_year_be": year_be(start) if start else None,
        "end": end.isoformat() if end else None,
        "end_year_be": year_be(end) if end else None,
        "text": paragraphs_to_json(period.text),
    }


def _result(result: ResultFacts) -> dict[str, Any]:
    return {
        "status": result.status.value if result.status else "",
        "status_label": result.status.label if result.status else "",
        "results": paragraphs_to_json(result.results),
        "outcome": paragraphs_to_json(result.outcome),
        "suggestion": paragraphs_to_json(result.suggestion),
        "citations": [_citation(citation) for citation in result.citations],
    }


def _citation(citation: CitationFacts) -> dict[str, Any]:
    return {
        "binding": citation.binding.value,
        "binding_label": citation.binding.label,
        "scope": citation.scope.value,
        "scope_label": citation.scope.label,
        "paragraph_index": citation.paragraph_index,
        "indicator": _indicator(citation.indicator),
        "question": _question(citation.question),
        "instrument": citation.instrument,
        "instrument_name": citation.instrument_name,
        "topic": citation.topic,
        "earlier_year_be": citation.earlier_year_be,
        "earlier_value": _score(citation.earlier),
        "earlier_level": citation.earlier_level,
        "later_year_be": citation.later_year_be,
        "later_value": _score(citation.later),
        "later_level": citation.later_level,
        "level_change": _DIRECTIONS[citation.level_change] if citation.level_change else None,
        "change": change_of(citation),
    }


def change_of(citation: CitationFacts) -> dict[str, str | None]:
    """How the score moved, computed: which way, and the signed difference of two decimals.

    Both are None where the two years cannot be compared; the label says why.
    """
    change = compared(citation.earlier, citation.later, comparable=citation.comparable)
    if not isinstance(change, ScoreChange):
        return {"direction": None, "direction_label": change.value, "difference": None}
    sign = "-" if change.direction is Direction.FALLEN else ""
    return {
        "direction": _DIRECTIONS[change.direction],
        "direction_label": change.direction.value,
        "difference": f"{sign}{two_places(change.difference)}",
    }


def _analysis(analysis: AnalysisFacts) -> dict[str, Any]:
    cells: dict[str, Cell] = {
        "question_text": analysis.question_text,
        "analysis": analysis.analysis,
        "guidance": analysis.guidance,
    }
    return {
        "question": _question(analysis.question),
        **{name: paragraphs_to_json(cell) for name, cell in cells.items()},
    }


def _indicator(indicator: IndicatorFacts | None) -> dict[str, Any] | None:
    return {"number": indicator.number, "name": indicator.name} if indicator else None


def _question(question: QuestionFacts | None) -> dict[str, str] | None:
    return {"code": question.code, "text": question.text} if question else None


def _score(value: Decimal | None) -> str | None:
    return None if value is None else str(two_places(value))
