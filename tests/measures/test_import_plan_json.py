"""The portal's own JSON imported: the whole plan comes back, years and pictures with it."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as portal_settings
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from measures.actions.import_plan import ImportRefusedError, import_plan
from measures.actions.people import system_user
from measures.actions.plan_content import write_content
from measures.choices import AuditAction, PlanState, ReportForm, Round
from measures.exchange.picture_files import kept_names
from measures.exchange.pictures import safe_picture
from measures.exchange.source import UnreadableFile
from measures.models import AuditEntry, FiscalYear, Framework, Instrument, MeasurePlan
from measures.queries.plan_draft import plan_draft
from measures.queries.plan_export import exported_plan
from measures.rules.paragraphs import plain
from reports.actions.export import ReportFormat, export_report
from tests import factories

from .exchange.generated_plans import QUESTIONS, plans
from .test_plan_content import FULL

pytestmark = pytest.mark.django_db

PNG = safe_picture(factories.picture_file(kind="PNG", colour="purple"))
JPEG = factories.picture_file(colour="salmon") + b"behind the picture"


@pytest.fixture
def year(db):
    """Fiscal year 2568 with its framework, its questions, and the year before and after."""
    factories.make_framework(2567)
    factories.make_year(2569)
    for code in QUESTIONS:
        factories.make_question(code=code)
    return FiscalYear.objects.get(year_be=2568)


@pytest.fixture
def exported(organization, year, clerk) -> dict[str, Any]:
    """The JSON of a full plan of organization one."""
    plan = factories.make_plan(organization=organization, posted_for_be=2569, score_year_be=2567)
    write_content(plan, FULL, by=clerk)
    return exported_plan(plan)


@pytest.fixture
def imported(organization, year, clerk):
    """A function that imports into organization one as its clerk."""

    def run(value, file="แผน.JSON", **options):
        content = value if isinstance(value, bytes) else json.dumps(value).encode()
        options.setdefault("by", clerk)
        options.setdefault("organization", organization)
        return import_plan(content, file, fiscal_year=year, **options)

    return run


def the_plan():
    return MeasurePlan.objects.get(organization__code="one")


def test_whole_plan_comes_back_with_its_years(exported, imported):
    the_plan().delete()
    done = imported(exported)
    plan = the_plan()
    assert (done.changed, plan_draft(plan)) == (True, FULL)
    assert (plan.posted_for.year_be, plan.score_year.year_be) == (2569, 2567)
    again = exported_plan(plan)
    assert again == exported
    assert AuditEntry.objects.filter(action=AuditAction.PLAN_IMPORTED).count() == 1


def test_same_file_again_changes_nothing_and_years_alone_are_a_change(exported, imported):
    assert imported(exported).changed is False
    exported["posted_for_be"] = None
    assert imported(exported, dry_run=True).changed is True
    assert the_plan().posted_for is not None
    imported(exported)
    assert the_plan().posted_for is None


def test_what_the_file_leaves_empty_goes_and_only_when_asked_to(exported, imported):
    exported |= {"appendix_pictures": [], "signatories": [], "analyses": [], "sections": []}
    with pytest.raises(ImportRefusedError, match="มีเนื้อหาอยู่แล้วและต่างจากไฟล์"):
        imported(exported)
    imported(exported, replace_existing=True)
    draft = plan_draft(the_plan())
    assert draft == replace(FULL, pictures=(), signatories=(), analyses=(), sections=())


def test_plan_with_nothing_but_signatories_is_not_overwritten_unasked(
    exported, imported, organization
):
    the_plan().delete()
    factories.make_signatory(plan=factories.make_plan(organization=organization))
    with pytest.raises(ImportRefusedError):
        imported(exported)


def test_file_of_another_organization_is_doubted_and_its_pictures_are_encoded_anew(
    exported, imported, outside_clerk, other_organization
):
    done = imported(exported, organization=other_organization, by=outside_clerk)
    assert [doubt.made for doubt in done.doubts] == ["นำเข้าเป็นแผนขององค์การบริหารส่วนตำบลสอง"]
    theirs = MeasurePlan.objects.get(organization=other_organization)
    names = list(theirs.pictures.order_by("position").values_list("picture", flat=True))
    assert [name.split("/")[0] for name in names] == ["two", "two"]
    # PNG gives the same bytes, JPEG another picture of the same look.
    assert names[0].split("/")[1] == FULL.pictures[0].name
    assert imported(exported, organization=other_organization, by=outside_clerk).changed is False


def with_picture(exported, content: bytes) -> dict[str, Any]:
    picture = {
        "media_type": "image/jpeg",
        "alternative_text": "ภาพ",
        "content": base64.b64encode(content).decode(),
    }
    return {**exported, "appendix_pictures": [picture]}


def test_picture_of_a_file_is_never_kept_as_it_came(exported, imported):
    imported(with_picture(exported, JPEG), replace_existing=True)
    (picture,) = plan_draft(the_plan()).pictures
    assert picture.content == safe_picture(JPEG).content
    assert b"behind the picture" not in picture.content


def test_dry_run_keeps_no_picture(exported, imported):
    before = dict(kept_names())
    content = factories.picture_file(colour="peru", size=(31, 17))
    imported(with_picture(exported, content), dry_run=True, replace_existing=True)
    assert dict(kept_names()).keys() == before.keys()


def test_what_is_no_picture_is_refused_with_its_place(exported, imported):
    with pytest.raises(UnreadableFile, match=r"“แผน.JSON” ภาพที่ ๑ ของภาคผนวก: เนื้อหาของไฟล์เป็น PDF"):
        imported(with_picture(exported, b"%PDF-1.7"), replace_existing=True)
    assert plan_draft(the_plan()) == FULL


def test_question_that_no_framework_has_is_refused(exported, imported):
    exported["analyses"][0]["question"] = "x๙"
    with pytest.raises(ImportRefusedError, match="ข้อคำถาม “x๙” ซึ่งกรอบการประเมินของปี ๒๕๖๗ ในระบบไม่มี"):
        imported(exported, replace_existing=True)
    assert plan_draft(the_plan()) == FULL


def test_what_only_the_database_refuses_is_said_and_changes_nothing(exported, imported):
    Instrument.objects.filter(code="IIT").update(code="XIT")
    exported["cover"] = []
    with pytest.raises(ImportRefusedError, match="ขัดกับกรอบการประเมินหรือขัดกันเอง จึงไม่นำเข้า"):
        imported(exported, replace_existing=True)
    assert the_plan().cover == FULL.cover
    assert AuditEntry.objects.filter(action=AuditAction.PLAN_IMPORTED).count() == 0


def test_year_without_a_framework_is_refused(exported, imported):
    Framework.objects.all().update(network="moph")
    with pytest.raises(ImportRefusedError, match="ยังไม่มีกรอบการประเมิน"):
        imported(exported)


def test_year_that_the_portal_does_not_know_is_doubted_and_left_out(exported, imported):
    exported["posted_for_be"] = 2599
    done = imported(exported, replace_existing=True)
    assert [(doubt.read, doubt.made) for doubt in done.doubts] == [
        ("ปีที่ใช้ตอบการประเมิน พ.ศ. ๒๕๙๙", "เว้นปีนี้ไว้")
    ]
    assert the_plan().posted_for is None


def test_year_of_the_file_is_compared_with_the_one_asked_for(exported, imported):
    exported["fiscal_year_be"] = 2567
    (doubt,) = imported(exported, dry_run=True).doubts
    assert doubt.read == "ประจำปีงบประมาณ พ.ศ. ๒๕๖๗"


def test_one_round_of_the_file_leaves_all_else_alone(exported, imported):
    row = exported["sections"][0]["groups"][1]["rows"][0]
    row["results"][0]["results"] = [{"text": "ครึ่งปีแก้ไข"}]
    exported["cover"] = [{"text": "ปกอื่น"}]
    imported(exported, round=Round.SIX_MONTHS, replace_existing=True)
    draft = plan_draft(the_plan())
    assert draft.cover == FULL.cover
    assert draft.sections[0].groups[1].rows[0].results[0].results == plain("ครึ่งปีแก้ไข")


def test_form_asked_for_takes_the_place_of_the_files(exported, imported):
    imported(exported, form=ReportForm.RESULTS, replace_existing=True)
    assert plan_draft(the_plan()) == replace(FULL, form="results")


def test_report_in_json_restores_the_plan_too(exported, imported, clerk):
    content = export_report(
        the_plan(), form="results-by-issue", format=ReportFormat.JSON, by=clerk
    ).content
    assert imported(content).changed is False
    the_plan().delete()
    imported(content)
    assert exported_plan(the_plan()) == exported


def test_commands_take_a_plan_out_and_in_again(exported, tmp_path):
    path = tmp_path / "plan.json"
    options = ("--organization", "one", "--year", "2568")
    call_command("export_plan", *options, "--output", str(path), stdout=StringIO())
    the_plan().delete()
    told = StringIO()
    call_command("import_plan", str(path), *options, stdout=told)
    assert "นำเข้าแผนแล้ว" in told.getvalue()
    assert plan_draft(the_plan()) == FULL
    path.write_text("[", encoding="utf-8")
    with pytest.raises(CommandError, match="อ่านเป็น JSON ไม่ได้"):
        call_command("import_plan", str(path), *options)


@pytest.mark.no_cover
@pytest.mark.no_cover
@given(plans(pictures=((PNG.content, "png"),)))
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_any_plan_stored_and_exported_is_restored_the_same(imported, organization, clerk, draft):
    with transaction.atomic():
        stored = factories.make_plan(organization=organization)
        write_content(stored, draft, by=clerk)
        written = exported_plan(stored)
        stored.delete()
        imported(written)
        assert plan_draft(the_plan()) == draft
        assert exported_plan(the_plan()) == written
        transaction.set_rollback(True)


def test_plans_of_the_demo_are_restored_the_same():
    call_command("load_reference", stdout=StringIO())
    call_command("load_demo", stdout=StringIO())
    found = list(MeasurePlan.objects.select_related("organization", "fiscal_year"))
    assert Path(portal_settings.BASE_DIR, "fixtures", "demo").is_dir()
    assert found
    for plan in found:
        written = exported_plan(plan)
        # An approved plan is kept by its events; here the file has to bring everything back.
        plan.events.all().delete()
        plan.delete()
        import_plan(
            json.dumps(written).encode(),
            "แผน.json",
            organization=plan.organization,
            fiscal_year=plan.fiscal_year,
            by=system_user(),
        )
        restored = MeasurePlan.objects.get(
            organization=plan.organization, fiscal_year=plan.fiscal_year
        )
        # All but an approval, which is a person's and no file's.
        as_draft = {"state": PlanState.DRAFT, "state_label": PlanState.DRAFT.label}
        assert exported_plan(restored) == written | as_draft
