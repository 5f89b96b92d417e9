"""An office in the middle of its year, with what its people would have in the portal.

Its plan of 2569 is sample E where the samples are beside the repository, else the demo's plan of
the same form and length, each imported from its Word file. Its plan of 2568, the demo's of form D
with two years of scores and results, is approved.
"""

from __future__ import annotations

import datetime
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.http import int_to_base36
from PIL import Image

from measures.actions.acting import add_acting_head
from measures.actions.invitations import invite, token_of
from measures.actions.people import system_user
from measures.actions.plan_content import write_content
from measures.actions.scores import enter_year
from measures.actions.uploads import import_upload, take_upload
from measures.actions.workflow import approve_plan, submit_plan
from measures.choices import Role
from measures.exchange.demo import DemoPlan, read_demo_organizations, read_demo_plans
from measures.models import FiscalYear, MeasurePlan, Organization, Row, User
from measures.queries.approval import content_hash
from reports.actions.export import ReportFormat, export_report
from tests import factories as make

SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "E-banmo-2569.docx"
DEMO = Path(settings.BASE_DIR) / "fixtures" / "demo"
ROLES = {
    "clerk": Role.CLERK,
    "contributor": Role.CONTRIBUTOR,
    "supervisor": Role.SUPERVISOR,
    "signer": Role.SIGNER,
    "administrator": Role.ADMINISTRATOR,
}
POSITIONS = {
    "clerk": "นักวิเคราะห์นโยบายและแผน",
    "contributor": "เจ้าพนักงานธุรการ",
    "supervisor": "รองปลัดเทศบาล",
    "signer": "นายกเทศมนตรี",
    "administrator": "หัวหน้าสำนักปลัด",
}


@dataclass
class Office:
    """The office's people by name, its plan in work, and the keys that addresses name."""

    organization: Organization
    people: dict[str, User]
    plan: MeasurePlan
    keys: dict[str, str] = field(default_factory=dict)

    def address(self, path: str) -> str:
        """A path with the keys filled in."""
        return path.format_map(self.keys)


def found_office() -> Office:
    """Found the office and do what its people did until today."""
    call_command("load_reference", verbosity=0, stdout=io.StringIO())
    units = {each.fields["code"]: each.units for each in read_demo_organizations(DEMO)}
    plans = {(each.organization, each.year_be): each for each in read_demo_plans(DEMO, units)}
    organization = make.make_organization(code="one", name="เทศบาลตำบลตัวอย่างริมน้ำ", province="เลย")
    names = dict.fromkeys((*units["banmo"], *units["chaiburi"]))
    made = [make.make_unit(organization=organization, name=name) for name in names]
    people = {
        name: make.make_member(
            organization=organization,
            role=role,
            username=name,
            email=f"{name}@one.example.go.th",
            first_name="ผู้ใช้",
            last_name=role.label,
            position_title=POSITIONS[name],
        )
        for name, role in ROLES.items()
    }
    people["contributor"].memberships.get().units.set(made[:1])
    last = _demo_plan(organization, plans["chaiburi", 2568])
    office = Office(organization, people, _imported(organization, plans["banmo", 2569], people))
    people["oversight"] = make.make_oversight(province="เลย", username="oversight")
    people["nobody"] = make.make_user(username="nobody")
    for name in ("supervisor", "contributor"):
        RecoveryCodes.activate(make.make_authenticator(people[name]).user)
    people["superuser"] = make.make_user(username="superuser", is_staff=True, is_superuser=True)
    _surround(office)
    # After the import, whose scores of 2568 would end an approval.
    submit_plan(plan=last, by=people["clerk"])
    approve_plan(plan=last, content_hash=content_hash(last), by=people["signer"])
    return office


def _demo_plan(organization: Organization, entry: DemoPlan) -> MeasurePlan:
    """A plan of the demo with its scores, as the organization's own."""
    years = {year.year_be: year for year in FiscalYear.objects.all()}
    by = system_user()
    for year_be, scores in entry.scores.items():
        enter_year(organization, years[year_be], scores, percent=scores, by=by)
    plan = make.make_plan(
        organization=organization,
        year_be=entry.year_be,
        posted_for_be=entry.posted_for_be,
        score_year_be=entry.score_year_be,
        form=entry.draft.form,
    )
    write_content(plan, entry.draft, by=by)
    return plan


def _imported(organization: Organization, entry: DemoPlan, people: dict[str, User]) -> MeasurePlan:
    """The plan in work, imported from Word; the same file waits to be that of the year after."""
    name, content = SAMPLE.name, SAMPLE.read_bytes() if SAMPLE.is_file() else _word_file(entry)
    by = people["clerk"]
    for year_be in (2569, 2570):
        upload = take_upload(
            content,
            name,
            organization=organization,
            fiscal_year=FiscalYear.objects.get(year_be=year_be),
            by=by,
        )
        if year_be == 2569:
            import_upload(upload, replace_existing=False, shown="", by=by)
    plan = organization.plans.get(fiscal_year__year_be=2569)
    plan.score_year = FiscalYear.objects.get(year_be=2568)
    plan.posted_for = FiscalYear.objects.get(year_be=2569)
    plan.save(update_fields=["score_year", "posted_for"])
    return plan


def _word_file(entry: DemoPlan) -> bytes:
    other = make.make_organization(code="elsewhere", name="เทศบาลตำบลตัวอย่างริมเขา")
    plan = _demo_plan(other, entry)
    return export_report(plan, form=plan.form, format=ReportFormat.DOCX, by=system_user()).content


def _surround(office: Office) -> None:
    """What stands around the plan: evidence, people, deadlines, earlier texts, what waits."""
    organization, plan, people = office.organization, office.plan, office.people
    for number in range(1, 7):
        make.make_picture(
            plan=plan,
            content=photograph(number),
            caption=f"ประชุมติดตามผลครั้งที่ {number}",
            alternative_text="" if number == 6 else "ผู้เข้าประชุมนั่งล้อมโต๊ะ",
        )
    for label in ("ประกาศเจตนารมณ์", "คู่มือการให้บริการ"):
        make.make_link(plan=plan, label=label)
    make.make_signatory(plan=plan, position_title="หัวหน้าสำนักปลัด")
    make.make_deadline(year_be=2569, due_on=datetime.date(2026, 9, 30))
    make.make_own_deadline(
        organization=organization, year_be=2569, due_on=datetime.date(2026, 9, 15)
    )
    invitation = invite(
        organization,
        email="somebody@one.example.go.th",
        role=Role.CLERK,
        by=people["administrator"],
    )
    today = timezone.localdate()
    add_acting_head(
        organization,
        user=people["supervisor"],
        position="นายกเทศมนตรี",
        since=today,
        until=today + datetime.timedelta(days=10),
        by=people["administrator"],
    )
    row = Row.objects.filter(section__plan=plan).order_by("section__position", "position")[0]
    clerk, forgetful = people["clerk"], make.make_user(username="forgetful")
    office.keys.update(
        row=str(row.pk),
        unit=str(organization.units.order_by("position", "pk")[0].pk),
        member=str(clerk.memberships.get().pk),
        waiting=str(organization.uploads.get(imported_at=None).pk),
        imported=str(organization.uploads.get(imported_at__isnull=False).pk),
        token=token_of(invitation),
        # Of somebody who does not sign in, which would end it.
        reset=f"{int_to_base36(forgetful.pk)}-{default_token_generator.make_token(forgetful)}",
        picture=str(plan.pictures.order_by("position")[0].pk),
        form=plan.form,
    )
    office.keys["pasted"] = _paste(clerk)


def _paste(clerk: User) -> str:
    """Put two new rows in, as the page without a script does; the paste's key."""
    client = Client()
    client.force_login(clerk)
    form = client.get("/one/2569/paste/").context["form"]
    shown = client.post("/one/2569/paste/", {**form.initial, "row": "end", "text": TABLE})
    payload = re.search(r'name="paste" value="([^"]+)"', shown.content.decode())
    assert payload, shown.content.decode()
    done = client.post("/one/2569/paste/apply/", {"paste": payload[1]})
    return done["Location"].rstrip("/").rpartition("/")[2]


TABLE = "ทบทวนคู่มือการปฏิบัติงาน\tสำนักปลัด\nประชุมติดตามผล\tกองคลัง\n"


def photograph(number: int) -> bytes:
    """A picture as large as those of a telephone and as hard to compress."""
    written = io.BytesIO()
    Image.effect_noise((1600, 1200), 40 + number).convert("RGB").save(written, "JPEG", quality=85)
    return written.getvalue()
