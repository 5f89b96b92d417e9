"""Facts that fill every part of every form, over several pages."""

from __future__ import annotations

import dataclasses
import io

from PIL import Image

from measures.choices import ResultStatus
from measures.rules.paragraphs import plain
from reports.facts import (
    AnalysisFacts,
    AppendixFacts,
    CaptionedPictureFacts,
    IndicatorFacts,
    LinkFacts,
    PictureFacts,
    QuestionFacts,
    ReportFacts,
    RowFacts,
    SignatoryFacts,
)

from . import samples


def picture(media_type: str) -> PictureFacts:
    """A plain picture of 60 by 40 pixels."""
    written = io.BytesIO()
    kind = media_type.removeprefix("image/")
    Image.new("RGB", (60, 40), "navy").save(written, kind)
    return PictureFacts(written.getvalue(), media_type, "สี่เหลี่ยมสีน้ำเงิน", 60, 40)


def everything(signers: int = 0, rows: int = 6) -> ReportFacts:
    """Facts that fill every part of every form, over several pages."""
    facts = samples.long_facts(rows, is_demo=True)
    organization = dataclasses.replace(facts.organization, emblem=picture("image/png"))
    return dataclasses.replace(
        facts,
        organization=organization,
        sections=tuple(
            dataclasses.replace(
                section,
                groups=tuple(
                    dataclasses.replace(group, rows=tuple(map(_filled, group.rows)))
                    for group in section.groups
                ),
            )
            for section in (facts.sections[0], facts.sections[0])
        ),
        appendix=AppendixFacts(
            (samples.numbered("กิจกรรมแรก"), samples.dash("รายละเอียด")),
            (LinkFacts("https://itas.example.go.th/eit/2566", "แบบวัด EIT"),),
            tuple(
                CaptionedPictureFacts(picture(kind), "วันที่ ๑๓ มีนาคม ๒๕๖๖ ประชุมชี้แจง")
                for kind in ("image/jpeg", "image/png", "image/jpeg")
            ),
        ),
        signatories=tuple(
            SignatoryFacts(role, "", "ปลัด") for role in ("ผู้รายงาน", "ผู้ตรวจสอบ", "ผู้เห็นชอบ")[:signers]
        ),
    )


def _filled(row: RowFacts) -> RowFacts:
    return dataclasses.replace(
        row,
        indicator=IndicatorFacts(2, "การใช้งบประมาณ"),
        result=dataclasses.replace(
            row.result, status=ResultStatus.DONE, suggestion=plain("กำกับติดตาม")
        ),
        analysis=AnalysisFacts(
            QuestionFacts("i4", "ใช้จ่ายตามวัตถุประสงค์"),
            analysis=plain("ควรรักษาระดับ ดู https://www.example.go.th/o12"),
            guidance=row.result.results,
        ),
    )
