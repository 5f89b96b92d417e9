"""The browser form of an organization's own wording: what it shows, saves and refuses."""

from __future__ import annotations

import html

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from measures.choices import PlanState
from measures.models import AuditEntry
from reports.actions.export import ReportFormat, export_report
from reports.actions.wording import layout_of, own_wording, save_own_wording
from reports.layouts import (
    OwnWording,
    UnknownLayoutError,
    available_forms,
    column_keys,
    load_layout,
    optional_keys,
)
from reports.models import OrganizationLayout
from tests import factories as make
from tests.test_pages import Outline

pytestmark = pytest.mark.django_db

REFERRING = ("for", "aria-labelledby", "aria-describedby")
FORM_A = "results-by-issue"
LAYOUT = load_layout(FORM_A)


@pytest.fixture
def page(organization) -> str:
    return reverse("own-wording", args=(organization.code, FORM_A))


@pytest.fixture
def admin_client(administrator, client_of):
    return client_of(administrator)


def test_what_ends_approvals_of_the_form_is_told_before_it_is_saved(
    admin_client, organization, page
):
    told = "หากบันทึกถ้อยคำที่พิมพ์ในรายงานของแผนดังกล่าวให้ต่างจากเดิม การอนุมัติจะสิ้นผล"
    plan = make.make_plan(organization=organization, form="results", state=PlanState.APPROVED)
    assert told not in admin_client.get(page).text
    plan.form = FORM_A
    plan.save()
    assert told in admin_client.get(page).text


def shown_on(client, page) -> dict[str, str]:
    """What a browser would send back of the page as shown."""
    data = {}
    for bound in client.get(page).context["form"]:
        value = bound.value()
        if value is not False:
            data[bound.html_name] = "on" if value is True else value
    return data


def wording_of(organization) -> OwnWording:
    return own_wording(organization, LAYOUT)


def text_of(response) -> str:
    return html.unescape(str(response.text))


def test_form_shows_the_built_in_words_of_every_column(admin_client, page):
    data = shown_on(admin_client, page)
    assert {name: value for name, value in data.items() if name != "as_shown"} == {
        "introduction": "",
        **{
            f"header-{key.replace('.', '-')}": column.header
            for key, column in {**column_keys(LAYOUT), **optional_keys(LAYOUT)}.items()
        },
    }
    assert f"เว้นว่างเพื่อใช้ข้อความของแบบ: {LAYOUT.introduction.text}"[:60] in text_of(
        admin_client.get(page)
    )


@pytest.mark.parametrize("form", available_forms())
def test_every_form_can_be_saved_as_it_is_and_leaves_nothing_behind(
    admin_client, organization, form
):
    page = reverse("own-wording", args=(organization.code, form))
    assert admin_client.post(page, shown_on(admin_client, page)).status_code == 302
    assert (OrganizationLayout.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_own_words_are_saved_recorded_and_printed(
    admin_client, administrator, organization, page, clerk
):
    data = shown_on(admin_client, page) | {
        "header-1-results": "  ผลที่  ทำได้ ",
        "without-1-outcome": "on",
        "introduction": "{organization} ขอรายงาน\r\nผลของปี {fiscal_year}",
    }
    response = admin_client.post(page, data, follow=True)
    assert "บันทึกถ้อยคำของแบบ “รายงานผลตามประเด็น” แล้ว" in text_of(response)
    expected = OwnWording(
        {"1.results": "ผลที่ ทำได้"},
        frozenset({"1.outcome"}),
        "{organization} ขอรายงาน ผลของปี {fiscal_year}",
    )
    assert wording_of(organization) == expected
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.after["left_out"]) == (
        administrator,
        "added",
        ["1.outcome"],
    )
    plan = make.make_plan(organization=organization)
    make.make_filled_row(group=make.make_group(section=make.make_section(plan=plan)), text="ก")
    printed = export_report(plan, form=FORM_A, format=ReportFormat.HTML, by=clerk).content.decode()
    assert ("ผลที่ ทำได้" in printed, "ผลการดำเนินการ</" in printed) == (True, False)
    assert "องค์การบริหารส่วนตำบลหนึ่ง ขอรายงาน ผลของปี ๒๕๖๘" in printed
    assert "ก ผลลัพธ์ 12" not in printed


def test_column_beyond_the_forms_own_is_printed_when_asked_for(admin_client, organization, clerk):
    form = "progress-by-indicator"
    page = reverse("own-wording", args=(organization.code, form))
    data = shown_on(admin_client, page)
    assert "with-1-outcome" not in data
    assert "พิมพ์คอลัมน์ “" in text_of(admin_client.get(page))
    asked = {"with-1-outcome": "on", "header-1-outcome": "ผลลัพธ์ที่ได้"}
    assert admin_client.post(page, data | asked).status_code == 302
    assert own_wording(organization, load_layout(form)) == OwnWording(
        {"1.outcome": "ผลลัพธ์ที่ได้"}, added=frozenset({"1.outcome"})
    )
    headers = [column.header for column in layout_of(organization, form).sections[0].columns]
    assert "ผลลัพธ์ที่ได้" in headers
    assert shown_on(admin_client, page)["with-1-outcome"] == "on"


def test_own_words_taken_back_leave_the_built_in_ones(admin_client, organization, page):
    built_in = shown_on(admin_client, page)
    admin_client.post(page, built_in | {"header-1-results": "ผล"})
    worded = shown_on(admin_client, page)
    assert worded["header-1-results"] == "ผล"
    admin_client.post(page, worded | {"header-1-results": "ผลการดำเนินการ"})
    assert wording_of(organization) == OwnWording()
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        "added",
        "removed",
    ]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"header-1-results": ""}, "หัวตารางว่างไม่ได้ โปรดระบุ หรือใช้คำของแบบ เช่น ผลการดำเนินการ"),
        ({"header-1-results": "ก" * 301}, "300"),
        ({"header-1-results": "ผล {score}"}, "หัวตาราง “ผลการดำเนินการ”: ไม่รู้จัก “{score}” ใช้ได้เฉพาะ"),
        ({"header-1-results": "ผล {organization.code}"}, "ไม่รู้จัก “{organization.code}”"),
        ({"header-1-results": "ผล {"}, "วงเล็บปีกกาไม่ครบคู่"),
        ({"introduction": "{score}"}, "ข้อความนำ: ไม่รู้จัก “{score}”"),
        ({"introduction": "ก\u202eข"}, "ก"),
        (
            {f"without-1-{column.source}": "on" for column in LAYOUT.sections[0].columns},
            "ไม่เหลือคอลัมน์ให้พิมพ์",
        ),
    ],
)
def test_what_a_layout_cannot_hold_is_refused_with_what_was_typed(
    admin_client, organization, page, changes, says
):
    response = admin_client.post(page, shown_on(admin_client, page) | changes)
    assert response.status_code == 200
    errors = [str(error) for found in response.context["form"].errors.values() for error in found]
    assert len(errors) == 1
    assert says in errors[0] or "๓๐๐" in errors[0]
    for name, value in changes.items():
        typed = response.context["form"][name].value()
        assert typed == (True if value == "on" else value)
    assert wording_of(organization) == OwnWording()


def test_two_who_save_at_once_are_told_and_can_save_knowingly(
    admin_client, superuser, client_of, organization, page
):
    seen = shown_on(admin_client, page)
    client_of(superuser).post(page, seen | {"header-1-results": "ของผู้อื่น"})
    response = admin_client.post(page, seen | {"header-1-results": "ของฉัน"})
    assert "มีผู้อื่นแก้ไขข้อมูลเดียวกัน" in text_of(response)
    assert wording_of(organization).headers == {"1.results": "ของผู้อื่น"}
    knowingly = {
        bound.html_name: bound.value()
        for bound in response.context["form"]
        if bound.value() is not False
    }
    assert knowingly["header-1-results"] == "ของฉัน"
    assert admin_client.post(page, knowingly).status_code == 302
    assert wording_of(organization).headers == {"1.results": "ของฉัน"}
    assert AuditEntry.objects.latest("pk").before == {"headers": {"1.results": "ของผู้อื่น"}}


def test_list_says_which_forms_the_organization_words_itself(
    admin_client, administrator, organization
):
    save_own_wording(organization, FORM_A, OwnWording({"1.results": "ผล"}), by=administrator)
    page = text_of(admin_client.get(reverse("own-wordings", args=("one",))))
    assert page.count("ใช้ถ้อยคำของหน่วยงาน") == 1
    assert page.count("ใช้ถ้อยคำของแบบ</span>") == len(available_forms()) - 1


def test_screens_name_what_they_refer_to(admin_client, page):
    for address in (page, reverse("own-wordings", args=("one",))):
        outline = Outline(admin_client.get(address).text)
        ids = outline.values("id")
        referred = [each for name in REFERRING for each in outline.values(name)]
        assert len(ids) == len(set(ids))
        assert {each for value in referred for each in value.split()} <= set(ids)
        fields = outline.all("input", "textarea")
        shown = {each["id"] for each in fields if each.get("type") not in ("hidden", "submit")}
        assert shown <= set(outline.values("for"))
        assert (outline.open, outline.unclosed, outline.values("style")) == ([], [], [])


def test_form_that_there_is_none_of_is_not_found(admin_client):
    assert admin_client.get("/one/wording/no-such-form/").status_code == 404


def test_those_who_may_are_led_there(admin_client, clerk, client_of, organization):
    make.make_plan(organization=organization)
    address = reverse("own-wordings", args=("one",))
    assert f'href="{address}"' in admin_client.get("/one/2568/read/").content.decode()
    assert f'href="{address}"' not in client_of(clerk).get("/one/2568/read/").content.decode()
    office = reverse("admin:measures_organization_change", args=(organization.pk,))
    assert f'href="{address}"' in admin_client.get(office).content.decode()


@pytest.mark.parametrize("member", ["clerk", "signer", "outside_administrator"])
def test_save_own_wording_by_others_than_an_administrator_is_refused(request, organization, member):
    with pytest.raises(PermissionDenied):
        save_own_wording(
            organization,
            FORM_A,
            OwnWording({"1.results": "ผล"}),
            by=request.getfixturevalue(member),
        )
    assert OrganizationLayout.objects.count() == 0


def test_save_own_wording_refuses_what_the_loader_refuses(organization, administrator):
    with pytest.raises(ValidationError, match=r"ไม่รู้จักคอลัมน์ “1\.budget”"):
        save_own_wording(organization, FORM_A, OwnWording({"1.budget": "งบ"}), by=administrator)
    with pytest.raises(UnknownLayoutError):
        save_own_wording(organization, "no-such-form", OwnWording(), by=administrator)


def test_column_that_a_form_has_no_more_is_left_aside(organization):
    OrganizationLayout.objects.create(
        organization=organization,
        form=FORM_A,
        headers={"1.gone": "เดิม", "1.results": "ผล"},
        left_out=["1.gone"],
    )
    assert wording_of(organization) == OwnWording({"1.results": "ผล"})
    headers = [column.header for column in layout_of(organization, FORM_A).sections[0].columns]
    assert headers[4] == "ผล"


def test_organizations_word_their_own_forms_only(organization, other_organization, administrator):
    save_own_wording(organization, FORM_A, OwnWording({"1.results": "ผล"}), by=administrator)
    assert layout_of(other_organization, FORM_A) == LAYOUT
    assert str(OrganizationLayout.objects.get()) == (
        "ถ้อยคำของรายงานผลตามประเด็น องค์การบริหารส่วนตำบลหนึ่ง"
    )
