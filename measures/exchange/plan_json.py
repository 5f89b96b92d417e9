"""A plan as JSON: every text as typed, stable English keys, Thai labels beside coded values.

Years are BE, dates ISO 8601 CE, scores strings with two decimals. A paragraph is an object with
text, kind, level and marker; see `measures.rules.paragraphs`.
"""

from __future__ import annotations

import base64
from typing import Any

from measures.choices import ReportForm, ResultStatus, Round
from measures.rules.paragraphs import paragraphs_to_json
from measures.rules.scoring import two_places

from .drafts import (
    AnalysisDraft,
    CitationDraft,
    GroupDraft,
    KnownNames,
    PictureDraft,
    PlanDraft,
    ResultDraft,
    RowDraft,
)
from .pictures import media_type_of

FORMAT = "ita-measures-plan"
REPORT_FORMAT = "ita-measures-report"
VERSION = 1


def plan_to_json(
    draft: PlanDraft, known: KnownNames, *, with_pictures: bool = False
) -> dict[str, Any]:
    """The content of a plan; `known` gives the names of its indicators and issues.

    `with_pictures` adds what is in the files of its pictures, Base64, which the record of changes
    does without.
    """
    return {
        "form": draft.form,
        "form_label": ReportForm(draft.form).label,
        "cover": paragraphs_to_json(draft.cover),
        "introduction": paragraphs_to_json(draft.introduction),
        "sections": [
            {
                "heading": section.heading,
                "introduction": paragraphs_to_json(section.introduction),
                "groups": [_group(group, known) for group in section.groups],
            }
            for section in draft.sections
        ],
        "analyses": [_analysis(analysis, known) for analysis in draft.analyses],
        "appendix": paragraphs_to_json(draft.appendix),
        "appendix_links": [{"address": link.address, "label": link.label} for link in draft.links],
        "appendix_pictures": [
            _picture(picture, with_content=with_pictures) for picture in draft.pictures
        ],
        "signatories": [
            {"role": each.role, "name": each.name, "position_title": each.position_title}
            for each in draft.signatories
        ],
    }


def _picture(picture: PictureDraft, *, with_content: bool) -> dict[str, Any]:
    return {
        "file": picture.name,
        "media_type": media_type_of(picture.name),
        "alternative_text": picture.alternative_text,
        "caption": picture.caption,
        **({"content": base64.b64encode(picture.content).decode()} if with_content else {}),
    }


def _group(group: GroupDraft, known: KnownNames) -> dict[str, Any]:
    heading = group.heading
    names = {"issue": known.issues, "indicator": known.indicators}
    return {
        "heading": heading
        and {
            "kind": heading.kind.value,
            "kind_label": heading.kind.label,
            "number": heading.number,
            "name": names.get(heading.kind.value, {}).get(heading.number or 0, ""),
            "printed_number": heading.printed_number,
            "printed_text": heading.printed_text,
        },
        "rows": [_row(row, known) for row in group.rows],
    }


def _row(row: RowDraft, known: KnownNames) -> dict[str, Any]:
    return {
        "printed_number": row.printed_number,
        "indicator": _indicator(row.indicator, known),
        "measures": [{"content": paragraphs_to_json(measure)} for measure in row.measures],
        "steps": [
            {"content": paragraphs_to_json(step.content), "measure": step.measure}
            for step in row.steps
        ],
        "responsible": [
            {
                "kind": each.kind.value,
                "kind_label": each.kind.label,
                "name": each.name,
                "note": each.note,
            }
            for each in row.responsible
        ],
        "responsible_text": paragraphs_to_json(row.responsible_text),
        "period": row.period
        and {"start": row.period.start.isoformat(), "end": row.period.end.isoformat()},
        "period_text": paragraphs_to_json(row.period_text),
        "results": [_result(result, known) for result in row.results],
        "remarks": paragraphs_to_json(row.remarks),
    }


def _result(result: ResultDraft, known: KnownNames) -> dict[str, Any]:
    return {
        "round": result.round,
        "round_label": Round(result.round).label,
        "status": result.status,
        "status_label": ResultStatus(result.status).label if result.status else "",
        "results": paragraphs_to_json(result.results),
        "outcome": paragraphs_to_json(result.outcome),
        "suggestion": paragraphs_to_json(result.suggestion),
        "citations": [_citation(citation, known) for citation in result.citations],
    }


def _citation(citation: CitationDraft, known: KnownNames) -> dict[str, Any]:
    values = (citation.earlier_value, citation.later_value)
    earlier, later = (None if value is None else str(two_places(value)) for value in values)
    return {
        "paragraph_index": citation.paragraph_index,
        "scope": citation.scope.value,
        "scope_label": citation.scope.label,
        "indicator": _indicator(citation.indicator, known),
        "question": citation.question,
        "instrument": citation.instrument,
        "topic": citation.topic,
        "earlier_year_be": citation.earlier_year,
        "later_year_be": citation.later_year,
        "earlier_value": earlier,
        "later_value": later,
        "binding": citation.binding.value,
        "binding_label": citation.binding.label,
    }


def _analysis(analysis: AnalysisDraft, known: KnownNames) -> dict[str, Any]:
    return {
        "indicator": _indicator(analysis.indicator, known),
        "question": analysis.question,
        "question_text": paragraphs_to_json(analysis.question_text),
        "analysis": paragraphs_to_json(analysis.analysis),
        "guidance": paragraphs_to_json(analysis.guidance),
    }


def _indicator(number: int | None, known: KnownNames) -> dict[str, Any] | None:
    return None if number is None else {"number": number, "name": known.indicators.get(number, "")}
