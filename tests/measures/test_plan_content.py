"""Everything that a plan can hold, stored from a draft and read back as one."""

import hashlib
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from measures.actions.plan_content import write_content
from measures.choices import (
    AuditAction,
    CitationBinding,
    CitationScope,
    GroupKind,
    ReportForm,
    ResponsibleKind,
    ResultStatus,
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
from measures.exchange.picture_files import LostPicture, drop_picture, keep_picture
from measures.exchange.pictures import RefusedPicture, safe_picture
from measures.models import (
    AuditEntry,
    FiscalYear,
    MeasurePlan,
)
from measures.queries.plan_draft import plan_draft
from measures.rules.paragraphs import plain
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(db):
    """Fiscal year 2568 with its framework and the one before."""
    factories.make_framework(2567)
    factories.make_framework(2568)
    return FiscalYear.objects.get(year_be=2568)


DRAWING = safe_picture(factories.picture_file(kind="PNG"))
PHOTOGRAPH = safe_picture(factories.picture_file(size=(3_000, 20)))
FULL = PlanDraft(
    form=ReportForm.RESULTS_BY_ISSUE,
    cover=plain("ปก"),
    introduction=plain("คำนำ"),
    appendix=plain("ภาคผนวก"),
    sections=(
        SectionDraft(
            heading="ตาราง",
            introduction=plain("นำ"),
            groups=(
                GroupDraft(None, (RowDraft(measures=(plain("ก่อนหัวข้อ"),)),)),
                GroupDraft(
                    HeadingDraft(GroupKind.ISSUE, 2, "๓", "ชื่ออื่น"),
                    (
                        RowDraft(
                            measures=(plain("หนึ่ง"), plain("สอง", "ต่อ")),
                            steps=(StepDraft(plain("ของสอง"), 2), StepDraft(plain("ของแถว"))),
                            responsible=(
                                ResponsibleDraft(ResponsibleKind.UNIT, "กองใหม่", "งานนิติการ"),
                                ResponsibleDraft(ResponsibleKind.EVERYONE),
                                ResponsibleDraft(ResponsibleKind.COMMITTEE, "คณะทำงาน"),
                            ),
                            responsible_text=plain("กองใหม่"),
                            period_text=plain("ทุกเดือน"),
                            indicator=4,
                            printed_number="๙",
                            remarks=plain("อื่น ๆ"),
                            results=(
                                ResultDraft(6, results=plain("ครึ่งปี"), status=ResultStatus.DONE),
                                ResultDraft(
                                    12,
                                    outcome=plain("ผลลัพธ์"),
                                    suggestion=plain("เสนอ"),
                                    citations=(
                                        CitationDraft(
                                            CitationScope.INSTRUMENT,
                                            2567,
                                            2568,
                                            instrument="IIT",
                                            binding=CitationBinding.BOUND,
                                        ),
                                        CitationDraft(
                                            CitationScope.TOTAL,
                                            2560,
                                            2561,
                                            Decimal("81.00"),
                                            Decimal("82.00"),
                                        ),
                                        CitationDraft(
                                            CitationScope.QUESTION,
                                            2566,
                                            2567,
                                            Decimal("80.10"),
                                            Decimal("79.00"),
                                            paragraph_index=1,
                                            question="i1",
                                            topic="ขั้นตอน",
                                        ),
                                    ),
                                ),
                            ),
                        ),
                    ),
                ),
                GroupDraft(HeadingDraft(GroupKind.INDICATOR, 9), ()),
                GroupDraft(HeadingDraft(GroupKind.FREE, printed_text="อิสระ"), (RowDraft(),)),
            ),
        ),
        SectionDraft(groups=(GroupDraft(None, (RowDraft(measures=(plain("ท้าย"),)),)),)),
    ),
    analyses=(AnalysisDraft(5, "", plain("ถาม"), plain("วิเคราะห์"), plain("แนวทาง")),),
    links=(
        LinkDraft("https://itas.example.go.th/eit/1", "แบบวัด EIT"),
        LinkDraft("http://www.example.go.th/ผล?ปี=๒๕๖๘", "ผลการประเมิน"),
    ),
    pictures=(
        PictureDraft(DRAWING.name, "ป้ายประกาศ", "ประกาศเมื่อเดือนตุลาคม", DRAWING.content),
        PictureDraft(PHOTOGRAPH.name, "เจ้าหน้าที่มอบคู่มือ", "", PHOTOGRAPH.content),
    ),
    signatories=(
        SignatoryDraft("ผู้รายงาน"),
        SignatoryDraft("ผู้เห็นชอบ", "นายสมมติ นามสมมติ", "ปลัดองค์การบริหารส่วนตำบล"),
    ),
)


@pytest.fixture
def full_plan(organization, year, clerk):
    factories.make_question(code="i1")
    plan = factories.make_plan(organization=organization)
    for picture in (DRAWING, PHOTOGRAPH):
        keep_picture(organization.code, picture)
    write_content(plan, FULL, by=clerk)
    return plan


def test_everything_a_draft_says_is_stored_and_read_back(full_plan):
    assert plan_draft(full_plan) == FULL


def test_write_content_is_recorded_with_what_was_there(full_plan, clerk):
    write_content(full_plan, replace(FULL, sections=(), analyses=()), by=clerk)
    latest = AuditEntry.objects.filter(action=AuditAction.CHANGED).latest("pk")
    assert (len(latest.before["sections"]), len(latest.after["sections"])) == (2, 0)
    assert plan_draft(full_plan).analyses == FULL.analyses


def test_write_content_by_an_outsider_is_refused(full_plan, outside_clerk):
    with pytest.raises(PermissionDenied):
        write_content(full_plan, replace(FULL, cover=()), by=outside_clerk)
    assert plan_draft(full_plan) == FULL


@pytest.mark.parametrize("rows", [1, 3])
def test_a_plan_is_read_with_as_many_queries_for_three_rows_as_for_one(
    rows, organization, year, clerk, django_assert_num_queries
):
    plan = factories.make_plan(organization=organization)
    group = FULL.sections[0].groups[1]
    section = SectionDraft((GroupDraft(group.heading, group.rows * rows),))
    factories.make_question(code="i1")
    write_content(plan, replace(FULL, sections=(section,)), by=clerk)
    with django_assert_num_queries(12):
        plan_draft(plan)


# -- pictures --------------------------------------------------------------------------------


def with_picture(content: bytes) -> PlanDraft:
    name = f"{hashlib.sha256(content).hexdigest()}.jpg"
    return replace(FULL, sections=(), pictures=(PictureDraft(name, "ภาพ", "", content),))


def test_pictures_are_read_with_their_content_and_compared_without(full_plan):
    with_content, without = plan_draft(full_plan), plan_draft(full_plan, with_pictures=False)
    assert with_content == without
    assert [each.content for each in with_content.pictures] == [DRAWING.content, PHOTOGRAPH.content]
    assert [each.content for each in without.pictures] == [b"", b""]


def test_picture_that_the_organization_does_not_have_yet_is_encoded_anew(full_plan, clerk):
    content = factories.picture_file(colour="olive") + b"hidden behind the picture"
    write_content(full_plan, with_picture(content), by=clerk)
    (kept,) = plan_draft(full_plan).pictures
    assert b"hidden" not in kept.content
    assert kept.name == safe_picture(content).name


def test_the_record_of_a_plan_holds_the_name_of_a_picture_and_not_its_content(full_plan, clerk):
    write_content(full_plan, replace(FULL, cover=()), by=clerk)
    latest = AuditEntry.objects.filter(action=AuditAction.CHANGED).latest("pk")
    assert latest.after["appendix_pictures"][0] == {
        "file": DRAWING.name,
        "media_type": "image/png",
        "alternative_text": "ป้ายประกาศ",
        "caption": "ประกาศเมื่อเดือนตุลาคม",
    }


def test_write_content_with_something_else_than_a_picture_is_refused_with_its_place(
    full_plan, clerk
):
    with pytest.raises(RefusedPicture, match=r"^ภาพที่ ๑ ของภาคผนวก: เนื้อหาของไฟล์เป็น PDF"):
        write_content(full_plan, with_picture(b"%PDF"), by=clerk)
    assert plan_draft(full_plan) == FULL


def test_what_stands_around_the_tables_is_left_alone_where_nothing_changes(full_plan, clerk):
    def kept():
        around = (full_plan.analyses, full_plan.links, full_plan.pictures, full_plan.signatories)
        return [list(each.order_by("pk").values_list("pk", flat=True)) for each in around]

    before = kept()
    write_content(full_plan, replace(FULL, cover=()), by=clerk)
    assert kept() == before
    links = (LinkDraft("https://www.example.go.th/2", "ใหม่"),)
    write_content(full_plan, replace(FULL, links=links), by=clerk)
    assert plan_draft(full_plan).links == links
    assert kept()[2:] == before[2:]


def test_pictures_stay_when_the_organization_gets_another_code(full_plan, organization, clerk):
    organization.code = "new-one"
    organization.save()
    plan = MeasurePlan.objects.get(pk=full_plan.pk)
    write_content(plan, replace(FULL, cover=()), by=clerk)
    exported = plan_draft(plan)
    assert exported == replace(FULL, cover=())
    write_content(plan, replace(exported, pictures=exported.pictures[:1]), by=clerk)
    (picture,) = plan_draft(plan).pictures
    assert picture.content == DRAWING.content


def test_picture_whose_file_is_gone_is_said_in_thai(full_plan):
    drop_picture(full_plan.pictures.get(position=1).picture)
    with pytest.raises(LostPicture, match=r"ไม่พบไฟล์ภาพ “one/[0-9a-f]{64}\.png” .* โปรดกู้คืนไฟล์"):
        plan_draft(full_plan)
    assert plan_draft(full_plan, with_pictures=False) == FULL
