"""Who loads the demo, in whose name, where it is refused; test_demo.py looks at what it holds."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as portal_settings
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from measures.actions.demo import DEMO_PASSWORD, DemoRefusedError, load_demo
from measures.actions.people import system_user
from measures.choices import AuditAction, ResponsibleKind
from measures.exchange.picture_files import stored_picture
from measures.models import AuditEntry, MeasurePlan, Organization, User
from measures.queries.plan_draft import plan_draft

CODES = {"chaiburi", "ronthong", "sanpuloei", "nao", "banmo"}
DEMO = Path(portal_settings.BASE_DIR) / "fixtures" / "demo"

pytestmark = pytest.mark.django_db


@pytest.mark.no_cover
def load() -> str:
    """Load the demo by its command; what the command printed."""
    printed = StringIO()
    call_command("load_reference", stdout=StringIO())
    call_command("load_demo", stdout=printed)
    return printed.getvalue()


def test_load_demo_is_recorded_in_the_name_of_by(superuser: User) -> None:
    call_command("load_reference", stdout=StringIO())
    call_command("load_demo", by=superuser.username, stdout=StringIO())
    plans = AuditEntry.objects.filter(subject_kind="measureplan").exclude(
        action__in=(AuditAction.PLAN_SUBMITTED, AuditAction.PLAN_APPROVED)
    )
    assert set(plans.values_list("actor__username", flat=True)) == {superuser.username}


@pytest.mark.no_cover
def test_load_demo_refuses_production_and_those_without_the_right(
    settings: Settings, clerk: User
) -> None:
    with pytest.raises(CommandError, match="ไม่มีสิทธิ"):
        call_command("load_demo", by=clerk.username)
    settings.PRODUCTION = True
    with pytest.raises(DemoRefusedError, match="PRODUCTION"):
        load_demo(DEMO, by=system_user())
    with pytest.raises(CommandError, match="PRODUCTION"):
        call_command("load_demo")
    assert not Organization.objects.filter(is_demo=True).exists()


def test_load_demo_prints_logins_that_work() -> None:
    printed = load()
    roles = ("clerk", "contributor", "supervisor", "signer", "admin")
    logins = {"admin", "oversight"} | {f"{role}.{code}" for role in roles for code in CODES}
    assert set(User.objects.filter(is_active=True).values_list("username", flat=True)) == logins
    assert all(login in printed for login in logins)
    assert DEMO_PASSWORD in printed
    assert Client().login(username="clerk.chaiburi", password=DEMO_PASSWORD)


@pytest.mark.no_cover
def test_one_organization_of_the_demo_has_an_emblem_of_nobody() -> None:
    load()  # its files belong to this test
    with_emblem = Organization.objects.exclude(emblem="").get()
    assert with_emblem.code == "nao"
    assert "ตราตัวอย่าง" in with_emblem.emblem_alternative_text
    assert stored_picture(with_emblem.emblem).width == 420


def test_results_have_nested_numbers_every_kind_of_responsible_and_pictures() -> None:
    load()  # its files belong to this test
    draft = plan_draft(MeasurePlan.objects.get(organization__code="nao"))
    assert [each.level for measure in draft.rows[2].measures for each in measure] == [0, 1, 1]
    unit, everyone = ResponsibleKind.UNIT, ResponsibleKind.EVERYONE
    assert [[each.kind for each in row.responsible] for row in draft.rows] == [
        [unit], [unit], [unit] * 3, [ResponsibleKind.POSITION], [ResponsibleKind.COMMITTEE],
        [unit] * 2, [everyone],
    ]  # fmt: skip
    assert [row.period is None for row in draft.rows] == [False] * 4 + [True] * 3
    assert len(draft.appendix) == 4
    assert len(draft.pictures) == 3
    assert all("ข้อมูลตัวอย่าง" in picture.alternative_text for picture in draft.pictures)
