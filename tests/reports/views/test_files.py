"""The report leaves the portal as a file or a preview; what cannot be printed is explained."""

from __future__ import annotations

import io
import re
from urllib.parse import quote

import pypdf
import pytest

from measures.actions.workflow import approve_plan, submit_plan
from measures.choices import Round
from measures.models import Row
from measures.queries.approval import content_hash
from reports.layouts import available_forms, load_layout
from reports.views.files import CONTENT_TYPES, OTHER_FILES
from tests import factories as make

pytestmark = pytest.mark.django_db

PDF = "/one/2568/reports/results-by-issue.pdf"
HTML = "/one/2568/reports/results-by-issue.html"


@pytest.fixture
def plan(organization):
    plan = make.make_plan(organization=organization)
    row = make.make_row(group=make.make_group(section=make.make_section(plan=plan)))
    make.make_measure(row=row, content=make.numbered("จัดทำคู่มือ 1 เล่ม"))
    make.make_result(row=row, round=Round.SIX_MONTHS, results=make.plain("ผลหกเดือน"))
    make.make_result(row=row, round=Round.TWELVE_MONTHS, results=make.plain("ผลสิบสองเดือน"))
    return plan


def pdf_text(response) -> str:
    assert response.status_code == 200, response.text
    reader = pypdf.PdfReader(io.BytesIO(response.content))
    return "".join("".join(page.extract_text().split()) for page in reader.pages)


def html_text(response) -> str:
    assert response.status_code == 200, response.text
    return "".join(re.sub(r"<[^>]+>", "", response.text).split())


def attached(name: str) -> str:
    """How a browser is told the name of a file to keep."""
    return f"attachment; filename*=utf-8''{quote(name)}"


def approve(plan, clerk, signer) -> None:
    submit_plan(plan=plan, by=clerk)
    approve_plan(plan=plan, content_hash=content_hash(plan), by=signer)


def test_what_is_approved_in_its_present_content_is_no_draft(client_of, clerk, signer, plan):
    get = client_of(clerk).get
    draft = get(PDF).content
    approve(plan, clerk, signer)
    approved = get(PDF)
    name = "ita-one-2568-results-by-issue-12m.pdf"
    assert approved["Content-Disposition"] == f'attachment; filename="{name}"'
    assert approved.content != draft
    assert "ร่าง" not in get(HTML).text
    approval = get("/one/2568/reports/results-by-issue.json").json()["approval"]
    assert (approval["approver"], approval["content_hash"]) == (
        signer.display_name,
        content_hash(plan),
    )


def test_an_edit_past_the_actions_makes_the_export_a_draft_again(client_of, clerk, signer, plan):
    approve(plan, clerk, signer)
    get = client_of(clerk).get
    get(PDF)
    Row.objects.update(remarks=make.plain("เปลี่ยนภายหลัง"))
    response = get(PDF)
    assert response["Content-Disposition"] == attached("ร่าง-ita-one-2568-results-by-issue-12m.pdf")
    assert "(ร่าง)" in get(HTML).text
    assert get("/one/2568/reports/results-by-issue.json").json()["approval"] is None


def test_download_is_a_pdf_that_no_cache_keeps_and_no_browser_guesses_about(client_of, clerk, plan):
    response = client_of(clerk).get(PDF)

    assert response.content.startswith(b"%PDF-")
    headers = {
        name: response[name]
        for name in (
            "Content-Type",
            "Content-Disposition",
            "Content-Length",
            "Cache-Control",
            "X-Content-Type-Options",
        )
    }
    assert headers == {
        "Content-Type": "application/pdf",
        "Content-Disposition": attached("ร่าง-ita-one-2568-results-by-issue-12m.pdf"),
        "Content-Length": str(len(response.content)),
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }


@pytest.mark.parametrize(
    ("query", "name", "present", "absent"),
    [
        ("", "12m", "ผลสิบสองเดือน", "ผลหกเดือน"),
        ("?round=12", "12m", "ผลสิบสองเดือน", "ผลหกเดือน"),
        ("?round=6", "6m", "ผลหกเดือน", "ผลสิบสองเดือน"),
        ("?numerals=thai", "12m", "จัดทำคู่มือ๑เล่ม", "จัดทำคู่มือ1เล่ม"),
        ("?numerals=arabic", "12m-arabic", "จัดทำคู่มือ1เล่ม", "จัดทำคู่มือ๑เล่ม"),
        ("?round=6&numerals=arabic", "6m-arabic", "ผลหกเดือน", "ผลสิบสองเดือน"),
    ],
)
def test_download_and_preview_hold_the_round_and_the_numerals_asked_for(
    client_of, clerk, plan, query, name, present, absent
):
    client = client_of(clerk)
    pdf = client.get(PDF + query)
    for text in (pdf_text(pdf), html_text(client.get(HTML + query))):
        assert (present in text, absent in text) == (True, False)
    assert f"results-by-issue-{name}.pdf" in pdf["Content-Disposition"]


def test_preview_is_a_page_that_loads_nothing_but_what_it_brings(client_of, clerk, plan):
    response = client_of(clerk).get(HTML)

    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert "Content-Disposition" not in response
    assert response["Cache-Control"] == "private, no-store"
    assert set(response["Content-Security-Policy"].split("; ")) == {
        "default-src 'none'",
        "style-src data:",
        "font-src data:",
        "img-src data:",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    }
    assert re.findall(r"<(?:script|style|img|iframe)\b", response.text) == []
    links = re.findall(r'<link rel="stylesheet" href="([a-z]+:)', response.text)
    assert links == ["data:"]


@pytest.mark.parametrize("path", [PDF, HTML])
def test_preview_and_download_of_a_demo_are_marked(client_of, clerk, organization, plan, path):
    client = client_of(clerk)
    read = pdf_text if path is PDF else lambda response: response.text
    assert "ข้อมูลตัวอย่าง" not in read(client.get(path))

    organization.is_demo = True
    organization.save()
    assert "ข้อมูลตัวอย่าง" in read(client.get(path))


@pytest.mark.parametrize("path", [PDF, HTML])
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"round": "7"}, ["รอบ: อ่านได้ “7” ต้องเป็น 6 หรือ 12"]),
        ({"numerals": "roman"}, ["ตัวเลข: อ่านได้ “roman” ต้องเป็น thai"]),
        ({"round": "", "numerals": "ไทย"}, ["ตัวเลข: อ่านได้ “ไทย”"]),
        ({"round": "x", "numerals": "y"}, ["อ่านได้ “x”", "อ่านได้ “y”"]),
    ],
)
def test_what_cannot_be_read_of_a_request_is_explained(client_of, clerk, plan, path, query, said):
    response = client_of(clerk).get(path, query)

    assert response.status_code == 400
    assert [text for text in said if text not in response.text] == []
    assert 'href="/one/2568/"' in response.text


@pytest.mark.parametrize("ending", ["pdf", "html"])
def test_a_form_that_does_not_exist_is_not_found(client_of, clerk, plan, ending):
    response = client_of(clerk).get(f"/one/2568/reports/no-such-form.{ending}")
    assert response.status_code == 404
    assert "ไม่พบหน้าที่ท่านขอ" in response.text


@pytest.mark.parametrize("form", available_forms())
def test_every_form_may_be_printed_of_any_plan(client_of, clerk, plan, form):
    response = client_of(clerk).get(f"/one/2568/reports/{form}.html")
    assert response.status_code == 200
    assert load_layout(form).sections[0].columns[0].header in response.text


def test_a_form_that_there_is_not_is_not_found(client_of, clerk, plan):
    assert client_of(clerk).get("/one/2568/reports/budget.pdf").status_code == 404


def test_a_character_that_cannot_be_printed_is_explained_where_it_stands(client_of, clerk, plan):
    row = make.make_row(section=plan.sections.get())
    make.make_measure(row=row, content=make.plain("งานมอบรางวัล 漢 ประจำปี"))

    response = client_of(clerk).get(PDF)

    assert response.status_code == 409
    assert "“漢”" in response.text
    assert "มาตรการ/โครงการ/กิจกรรม" in response.text
    assert 'href="/one/2568/"' in response.text


def test_the_same_report_is_the_same_file(client_of, clerk, plan):
    client = client_of(clerk)
    assert client.get(PDF).content == client.get(PDF).content


@pytest.mark.parametrize("file", OTHER_FILES, ids=lambda file: file.ending)
def test_other_files_are_of_the_same_round_and_named_like_the_pdf(client_of, clerk, plan, file):
    address = f"/one/2568/reports/results-by-issue.{file.ending}?round=6"
    response = client_of(clerk).get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == CONTENT_TYPES[file.ending]
    name = f"ร่าง-ita-one-2568-results-by-issue-6m.{file.ending}"
    assert response["Content-Disposition"] == attached(name)
    assert response.content


def test_data_for_machines_is_of_the_round_that_was_asked_for(client_of, clerk, plan):
    get = client_of(clerk).get
    six = get("/one/2568/reports/results-by-issue.csv?round=6").content.decode()
    assert "ผลหกเดือน" in six
    assert "ผลสิบสองเดือน" not in six


@pytest.mark.parametrize("ending", ["doc", "xml", "pdf-x"])
def test_kind_of_file_that_there_is_not_is_not_found(client_of, clerk, plan, ending):
    assert client_of(clerk).get(f"/one/2568/reports/results.{ending}").status_code == 404
