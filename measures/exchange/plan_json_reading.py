"""Reading back what `plan_json` writes: a plan, strictly, with a place for whatever is wrong.

Both `export_plan`'s file and the JSON of a report are read; of the latter what stands under
"plan". Keys that only explain (labels, names of indicators) may be left out and are not read.
"""

from __future__ import annotations

from collections.abc import Mapping

from itaportal.thai.numerals import thai_digits
from measures.choices import (
    CitationBinding,
    CitationScope,
    GroupKind,
    ReportForm,
    ResultStatus,
    Round,
)

from .drafts import (
    AnalysisDraft,
    CitationDraft,
    GroupDraft,
    HeadingDraft,
    KnownNames,
    PlanDraft,
    PlanReading,
    ResultDraft,
    RowDraft,
    SectionDraft,
)
from .json_values import JsonValue, read_json
from .plan_json import FORMAT, REPORT_FORMAT, VERSION
from .plan_json_parts import (
    cell_of,
    instrument_of,
    link_of,
    listed,
    number_of,
    optional_year_of,
    period_of,
    picture_of,
    require_subject,
    responsible_of,
    signatory_of,
    step_of,
    year_of,
)
from .source import Doubt, Place, UnreadableFile

_MOST_SECTIONS, _MOST_GROUPS, _MOST_ROWS, _MOST_ITEMS = 50, 500, 2_000, 500
_MOST_IN_APPENDIX, _MOST_SIGNATORIES = 60, 3
_CONTENT = ("form", "cover", "introduction", "sections", "analyses", "appendix")
_LATER_CONTENT = ("appendix_links", "appendix_pictures", "signatories", "form_label")
_ABOUT = ("posted_for_be", "score_year_be", "state", "state_label")
_REPORT = (
    "approval",
    "labels", "organization", "fiscal_year_be", "posted_for_be", "score_year_be", "round",
    "round_label", "total_score", "introduction", "sections", "appendix", "signatories",
)  # fmt: skip


def read_plan_json(content: bytes, file: str, known: KnownNames | None = None) -> PlanReading:
    """The plan of a JSON file, whole: what it leaves out is empty.

    With `known`, indicators, issues and years are those of the framework. Raises UnreadableFile
    saying where, what was read, what is expected, and an example.
    """
    return _PlanReader(known or KnownNames(), checks=known is not None).plan(
        _plan_of(read_json(content, file))
    )


def _plan_of(whole: JsonValue) -> JsonValue:
    """The plan, also where a report holds it."""
    if isinstance(whole.value, dict) and whole.value.get("format") == REPORT_FORMAT:
        report = whole.fields(("format", "version", "plan"), _REPORT)
        report["version"].number(1, VERSION)
        whole = report["plan"]
    if not isinstance(whole.value, dict) or whole.value.get("format") != FORMAT:
        raise UnreadableFile(
            f"ไฟล์ “{whole.file}” ไม่ใช่แผนที่ส่งออกจากระบบนี้ ต้องมี "
            f'"format": "{FORMAT}" หรือ "{REPORT_FORMAT}" เช่น ไฟล์จากคำสั่ง export_plan'
        )
    return whole


class _PlanReader:
    def __init__(self, known: KnownNames, *, checks: bool) -> None:
        self._known = known
        self._checks = checks

    def plan(self, at: JsonValue) -> PlanReading:
        fields = at.fields(
            ("format", "version", "organization", "fiscal_year_be", *_CONTENT),
            (*_ABOUT, *_LATER_CONTENT),
        )
        fields["version"].number(1, VERSION)
        year_be = year_of(fields["fiscal_year_be"])
        draft = PlanDraft(
            form=fields["form"].choice(ReportForm).value,
            sections=tuple(map(self._section, fields["sections"].items(_MOST_SECTIONS))),
            cover=fields["cover"].cell(),
            introduction=fields["introduction"].cell(),
            appendix=fields["appendix"].cell(),
            analyses=self._analyses(fields["analyses"]),
            links=tuple(map(link_of, listed(fields, "appendix_links", _MOST_IN_APPENDIX))),
            pictures=tuple(map(picture_of, listed(fields, "appendix_pictures", _MOST_IN_APPENDIX))),
            signatories=tuple(map(signatory_of, listed(fields, "signatories", _MOST_SIGNATORIES))),
        )
        return PlanReading(
            draft,
            self._about(fields["organization"]),
            year_be,
            posted_for_be=optional_year_of(fields.get("posted_for_be")),
            score_year_be=optional_year_of(fields.get("score_year_be")),
            is_whole=True,
        )

    def _about(self, at: JsonValue) -> tuple[Doubt, ...]:
        """A doubt when the file is of another organization."""
        about = at.fields(
            ("code", "name"), ("kind", "kind_label", "district", "province", "is_demo")
        )
        name = about["name"].text()
        if not self._known.organization or name == self._known.organization:
            return ()
        return (
            Doubt(
                Place(at.file),
                name[:80],
                f"นำเข้าเป็นแผนของ{self._known.organization}",
                f"ไฟล์ที่ส่งออกจากแผนของ{self._known.organization}",
            ),
        )

    def _section(self, at: JsonValue) -> SectionDraft:
        fields = at.fields(("groups",), ("heading", "introduction"))
        return SectionDraft(
            tuple(map(self._group, fields["groups"].items(_MOST_GROUPS))),
            fields["heading"].text(500) if "heading" in fields else "",
            fields["introduction"].cell() if "introduction" in fields else (),
        )

    def _group(self, at: JsonValue) -> GroupDraft:
        fields = at.fields(("heading", "rows"))
        heading = fields["heading"]
        return GroupDraft(
            None if heading.value is None else self._heading(heading),
            tuple(map(self._row, fields["rows"].items(_MOST_ROWS))),
        )

    def _heading(self, at: JsonValue) -> HeadingDraft:
        fields = at.fields(
            ("kind", "number", "printed_number", "printed_text"), ("kind_label", "name")
        )
        kind = fields["kind"].choice(GroupKind)
        printed = fields["printed_text"].text()
        number = None
        if kind is GroupKind.FREE:
            if fields["number"].value is not None:
                fields["number"].refuse("null เพราะหัวข้ออิสระไม่มีเลขทางการ")
            fields["printed_text"].text(required=True)
        else:
            names = self._known.issues if kind is GroupKind.ISSUE else self._known.indicators
            number = self._numbered(fields["number"], names, kind.label)
        return HeadingDraft(kind, number, fields["printed_number"].text(10), printed)

    def _row(self, at: JsonValue) -> RowDraft:
        fields = at.fields(
            ("measures", "steps", "responsible", "results"),
            (
                "printed_number", "indicator", "responsible_text", "period", "period_text",
                "remarks",
            ),
        )  # fmt: skip
        measures = tuple(
            each.fields(("content",))["content"].cell()
            for each in fields["measures"].items(_MOST_ITEMS)
        )
        results = fields["results"].items(len(Round))
        read = tuple(map(self._result, results))
        for number, result in enumerate(read):
            if result.round in {other.round for other in read[:number]}:
                results[number].refuse("ผลของรอบที่ยังไม่มีในแถวนี้")
        return RowDraft(
            measures=measures,
            steps=tuple(
                step_of(each, len(measures)) for each in fields["steps"].items(_MOST_ITEMS)
            ),
            responsible=tuple(map(responsible_of, fields["responsible"].items(_MOST_ITEMS))),
            responsible_text=cell_of(fields, "responsible_text"),
            period=period_of(fields.get("period")),
            period_text=cell_of(fields, "period_text"),
            results=tuple(sorted(read, key=lambda result: result.round)),
            indicator=self._indicator(fields.get("indicator")),
            printed_number=fields["printed_number"].text(10) if "printed_number" in fields else "",
            remarks=cell_of(fields, "remarks"),
        )

    def _result(self, at: JsonValue) -> ResultDraft:
        fields = at.fields(
            ("round",),
            (
                "round_label", "status", "status_label", "results", "outcome", "suggestion",
                "citations",
            ),
        )  # fmt: skip
        status = fields.get("status")
        return ResultDraft(
            fields["round"].choice(Round).value,
            cell_of(fields, "results"),
            cell_of(fields, "outcome"),
            cell_of(fields, "suggestion"),
            status.choice(ResultStatus).value if status and status.value != "" else "",
            tuple(map(self._citation, listed(fields, "citations", _MOST_ITEMS))),
        )

    def _citation(self, at: JsonValue) -> CitationDraft:
        fields = at.fields(
            ("scope", "binding", "earlier_year_be", "later_year_be"),
            (
                "paragraph_index", "scope_label", "binding_label", "indicator", "question",
                "instrument", "topic", "earlier_value", "later_value",
            ),
        )  # fmt: skip
        scope = fields["scope"].choice(CitationScope)
        binding = fields["binding"].choice(CitationBinding)
        values = [fields.get(name) for name in ("earlier_value", "later_value")]
        earlier, later = (
            None if value is None or value.value is None else value.score() for value in values
        )
        if binding is CitationBinding.TYPED and (earlier is None or later is None):
            at.refuse("คะแนนที่พิมพ์เอง มี earlier_value และ later_value", '"87.87" และ "87.67"')
        if binding is CitationBinding.BOUND and not earlier is later is None:
            at.refuse("คะแนนที่ผูกกับระบบ ซึ่ง earlier_value และ later_value เป็น null")
        citation = CitationDraft(
            scope=scope,
            earlier_year=self._cited_year(fields["earlier_year_be"]),
            later_year=self._cited_year(fields["later_year_be"]),
            earlier_value=earlier,
            later_value=later,
            paragraph_index=number_of(fields, "paragraph_index", 0, 2_000),
            indicator=self._indicator(fields.get("indicator")),
            question=fields["question"].text(20) if "question" in fields else "",
            instrument=instrument_of(fields.get("instrument")),
            topic=fields["topic"].text() if "topic" in fields else "",
            binding=binding,
        )
        if citation.earlier_year >= citation.later_year:
            fields["later_year_be"].refuse("ปีที่อยู่หลัง earlier_year_be", "2568")
        require_subject(at, citation)
        return citation

    def _analyses(self, at: JsonValue) -> tuple[AnalysisDraft, ...]:
        found: dict[int, AnalysisDraft] = {}
        for each in at.items(_MOST_ITEMS):
            fields = each.fields(
                ("indicator",), ("question", "question_text", "analysis", "guidance")
            )
            number = self._indicator(fields["indicator"])
            if number is None or number in found:
                fields["indicator"].refuse("ตัวชี้วัดที่ยังไม่มีในการวิเคราะห์", '{"number": 1}')
            found[number] = AnalysisDraft(
                number,
                fields["question"].text(20) if "question" in fields else "",
                cell_of(fields, "question_text"),
                cell_of(fields, "analysis"),
                cell_of(fields, "guidance"),
            )
        return tuple(found[number] for number in sorted(found))

    def _indicator(self, at: JsonValue | None) -> int | None:
        if at is None or at.value is None:
            return None
        number = at.fields(("number",), ("name",))["number"]
        return self._numbered(number, self._known.indicators, GroupKind.INDICATOR.label)

    def _numbered(self, at: JsonValue, names: Mapping[int, str], kind: str) -> int:
        number = at.number(1, 99)
        if self._checks and number not in names:
            numbers = ", ".join(map(str, names)) or "ไม่มี"
            at.refuse(thai_digits(f"เลข{kind}ที่กรอบการประเมินของปีมี คือ {numbers}"))
        return number

    def _cited_year(self, at: JsonValue) -> int:
        year_be = year_of(at)
        if not self._known.compares(year_be):
            at.refuse("ปี พ.ศ. ที่แผนของปีนี้อ้างคะแนนได้", "2568")
        return year_be
