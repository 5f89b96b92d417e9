"""The pages of an import, from the file to the summary and back again."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from measures.choices import PlanState
from measures.models import MeasurePlan, PlanUpload, Row
from measures.queries.plan_export import exported_plan
from tests import factories as make
from tests.measures.exchange.office_files import FORM_A, Table, word_file

pytestmark = pytest.mark.django_db

ROW = ("๑. อบรม", "๑. เชิญ ๒. จัด", "กองคลัง", "ต.ค. ๖๗ - ก.ย. ๖๘", "อบรมแล้ว", "ดีขึ้น")
HEADER = (*FORM_A[:4], "หมายเหตุ<b>", FORM_A[4])


def word(*rows, header=FORM_A):
    return word_file([Table(header, rows or (ROW,))])


@pytest.fixture
def years(organization):
    """Frameworks of 2567 and 2568."""
    make.make_framework(2567)
    make.make_framework(2568)


@pytest.fixture
def client(client_of, clerk, years):
    """The clerk's browser."""
    return client_of(clerk)


def send(client, content=None, name="แผน.docx", path="/one/2568/import/", **fields):
    file = SimpleUploadedFile(name, word() if content is None else content)
    return client.post(path, {"file": file, **fields})


def opened(client, response):
    """The page of the file that was just sent, and its address."""
    assert response.status_code == 302, response.text
    return response["Location"], client.get(response["Location"]).text


def hidden(page):
    """The hash of the plan that the page was made of."""
    (found,) = re.findall(r'name="shown"(?: value="(\w*)")?', page)
    return found


def chosen(page):
    """What the selects of the page say."""
    found = {}
    for name, options in re.findall(r'<select name="([\w-]+)".*?>(.*?)</select>', page, re.DOTALL):
        selected = re.search(r'value="([^"]*)" selected', options)
        found[name] = selected[1] if selected else ""
    return found


def confirm(client, path, **changes):
    page = client.get(path).text
    data = {**chosen(page), "shown": hidden(page), "do": "import", **changes}
    return client.post(path, data)


def test_file_is_looked_at_imported_and_taken_back(client):
    path, page = opened(client, send(client))
    assert MeasurePlan.objects.count() == 0
    assert "๑ แถว ๑ มาตรการ ๒ ขั้นตอน" in page
    # On a phone a list of columns has the line to itself.
    assert (
        len(re.findall(r'class="full">\s*<span class="cl" aria-hidden="true">ลงในช่อง', page)) == 6
    )
    assert chosen(page) == {
        "column-1": "MEASURE",
        "column-2": "STEP",
        "column-3": "RESPONSIBLE",
        "column-4": "PERIOD",
        "column-5": "RESULT",
        "column-6": "OUTCOME",
        "scope": "",
    }

    response = confirm(client, path)
    assert response["Location"] == f"{path}done/"
    assert Row.objects.count() == 1
    summary = client.get(f"{path}done/").text
    assert "๑ แถว ๑ มาตรการ ๒ ขั้นตอน" in summary
    assert "กองคลัง" in summary
    assert client.get(path)["Location"] == f"{path}done/"

    assert client.post(f"{path}undo/")["Location"] == f"{path}done/"
    assert MeasurePlan.objects.count() == 0
    assert "เลิกทำการนำเข้าแล้ว" in client.get(f"{path}done/").text


def test_year_is_chosen_where_the_address_names_none(client):
    page = client.get("/one/import/").text
    assert re.findall(r'<option value="(\d+)"', page) == ["2568", "2567"]
    response = send(client, path="/one/import/", year="2567")
    assert re.fullmatch(r"/one/2567/import/\d+/", response["Location"])


@pytest.mark.parametrize(
    ("path", "fields", "content", "name", "said"),
    [
        ("/one/import/", {}, None, "a.docx", "ยังไม่ได้เลือกปีงบประมาณ"),
        ("/one/import/", {"year": "2570"}, None, "a.docx", "อ่านได้ “2570”"),
        ("/one/2568/import/", {}, b"", "a.docx", "ไฟล์ที่เลือกไม่มีเนื้อหา"),
        ("/one/2568/import/", {}, b"%PDF-1.7", "a.pdf", "เป็น PDF ซึ่งไม่มีตารางให้อ่าน"),
        ("/one/2568/import/", {}, b"not a zip", "a.docx", "เนื้อหาของไฟล์ไม่ใช่ Word"),
        ("/one/2568/import/", {}, b"x" * 20_000_001, "a.txt", "ไฟล์มีขนาด ๒๐.๐ ล้านไบต์"),
        ("/one/2568/import/", {}, b"{}", "<b>.json", "&lt;b&gt;.json"),
    ],
)
def test_file_or_year_that_cannot_be_used_is_explained(client, path, fields, content, name, said):
    response = send(client, content, name, path, **fields)
    assert response.status_code == 422
    assert said in response.text
    assert "<title>ข้อผิดพลาด: " in response.text
    assert PlanUpload.objects.count() == 0


def test_no_file_is_explained(client):
    response = client.post("/one/2568/import/")
    assert (response.status_code, "ยังไม่ได้เลือกไฟล์" in response.text) == (422, True)


def test_year_without_a_framework_has_no_page(client):
    assert client.get("/one/2570/import/").status_code == 404


def test_plan_that_is_with_the_head_of_office_takes_no_file(client, organization):
    make.make_plan(organization=organization, state=PlanState.SUBMITTED)
    response = send(client)
    assert (response.status_code, "แก้ไขไม่ได้" in response.text) == (422, True)


def test_column_is_chosen_anew_and_the_file_read_again(client):
    path, page = opened(client, send(client, word(header=HEADER)))
    assert chosen(page)["column-5"] == ""
    assert "หมายเหตุ&lt;b&gt;" in page
    assert "หมายเหตุ<b>" not in page

    response = confirm(client, path, **{"column-5": "RESULT", "column-6": "OUTCOME"})
    assert response["Location"] == path  # read again first, whatever was asked for
    assert MeasurePlan.objects.count() == 0
    assert chosen(client.get(path).text)["column-5"] == "RESULT"

    confirm(client, path)
    (result,) = Row.objects.get().results.all()
    assert [[each.text for each in cell] for cell in (result.results, result.outcome)] == [
        ["อบรมแล้ว"],
        ["ดีขึ้น"],
    ]


def test_two_columns_cannot_be_one_field(client):
    path, _ = opened(client, send(client))
    response = confirm(client, path, **{"column-2": "MEASURE"})
    assert response.status_code == 422
    assert "เลือก “มาตรการ” ไว้แล้วที่คอลัมน์ “มาตรการ/โครงการ/กิจกรรม”" in response.text
    assert chosen(response.text)["column-2"] == "MEASURE"
    assert chosen(client.get(path).text)["column-2"] == "STEP"


@pytest.mark.parametrize("field", ["column-2", "scope"])
def test_choice_that_there_is_not_is_refused(client, field):
    path, _ = opened(client, send(client))
    response = confirm(client, path, **{field: "9"})
    assert (response.status_code, "อ่านได้ “9”" in response.text) == (422, True)


def test_headings_of_two_tables_are_chosen_once(client):
    content = word_file([Table(FORM_A, (ROW,)), "ตอนที่สอง", Table(FORM_A[:5], (ROW[:5],))])
    path, page = opened(client, send(client, content))
    assert list(chosen(page)) == [*(f"column-{n}" for n in range(1, 7)), "scope"]
    assert confirm(client, path)["Location"] == f"{path}done/"


@pytest.fixture
def other_plan(organization, years):
    """A plan of 2568 with a row of its own."""
    plan = make.make_plan(organization=organization)
    make.make_filled_row(group=make.make_group(section=make.make_section(plan=plan)))
    return plan


def test_content_gives_way_only_when_told(client, other_plan):
    path, page = opened(client, send(client))
    assert 'name="replace"' in page
    refused = confirm(client, path)
    assert (refused.status_code, "มีเนื้อหาอยู่แล้วและต่างจากไฟล์" in refused.text) == (422, True)
    assert confirm(client, path, replace="on")["Location"] == f"{path}done/"
    assert [row.measures.get().content[0].text for row in Row.objects.all()] == ["อบรม"]


def test_plan_that_changed_since_the_page_was_made_is_shown_again(client, other_plan):
    path, page = opened(client, send(client))
    before = hidden(page)
    other_plan.introduction = make.plain("เพิ่งเพิ่ม")
    other_plan.save()
    data = {**chosen(page), "shown": before, "do": "import", "replace": "on"}
    refused = client.post(path, data)
    assert (refused.status_code, "มีผู้อื่นแก้ไข" in refused.text) == (422, True)
    assert hidden(refused.text) not in ("", before)
    data["shown"] = hidden(refused.text)
    assert client.post(path, data)["Location"] == f"{path}done/"


def test_results_of_a_round_need_the_rows_of_the_plan(client, other_plan):
    path, _ = opened(client, send(client))
    response = confirm(client, path, scope="6")
    assert (response.status_code, "แถวในไฟล์ไม่ตรงกับแถวของแผน" in response.text) == (422, True)
    assert chosen(client.get(path).text)["scope"] == ""


def test_results_of_a_round_alone_come_into_the_plans_rows(client):
    path, _ = opened(client, send(client))
    confirm(client, path)
    path, _ = opened(client, send(client))
    assert confirm(client, path, scope="6")["Location"] == path
    confirm(client, path)
    assert sorted(Row.objects.get().results.values_list("round", flat=True)) == [6, 12]


def test_file_that_says_nothing_new_has_nothing_to_confirm(client):
    path, _ = opened(client, send(client))
    confirm(client, path)
    path, page = opened(client, send(client))
    assert "จึงไม่มีสิ่งที่ต้องนำเข้า" in page
    assert 'value="import"' not in page


def test_file_that_can_no_longer_be_imported_says_why(client, other_plan):
    path, _ = opened(client, send(client))
    other_plan.state = PlanState.SUBMITTED
    other_plan.save()
    response = client.get(path)
    assert (response.status_code, "แก้ไขไม่ได้" in response.text) == (422, True)


def test_cancelled_file_is_gone(client):
    path, _ = opened(client, send(client))
    assert client.post(f"{path}cancel/")["Location"] == "/one/2568/import/"
    assert client.get(path).status_code == 404
    assert PlanUpload.objects.count() == 0


def test_summary_of_a_waiting_file_leads_back_to_it(client):
    path, _ = opened(client, send(client))
    assert client.get(f"{path}done/")["Location"] == path


def test_undo_after_an_edit_asks_first(client):
    path, _ = opened(client, send(client))
    confirm(client, path)
    plan = MeasurePlan.objects.get()
    plan.introduction = make.plain("เพิ่งเพิ่ม")
    plan.save()
    assert "มีผู้แก้ไขแผนหลังจากนำเข้า" in client.get(f"{path}done/").text
    refused = client.post(f"{path}undo/")
    assert (refused.status_code, 'name="over_changes"' in refused.text) == (422, True)
    assert MeasurePlan.objects.count() == 1
    client.post(f"{path}undo/", {"over_changes": "on"})
    assert MeasurePlan.objects.count() == 0


def test_what_comes_with_a_file_is_announced(client):
    header = ("ตัวชี้วัด", *FORM_A[:4])
    row = ("๑. การปฏิบัติหน้าที่ ๘๗.๖๗ คะแนน", "อบรม", "เชิญ", "กองใหม่", "ปี ๒๕๖๘")
    path, page = opened(client, send(client, word(row, header=header)))
    assert "ส่วนราชการที่จะเพิ่ม: กองใหม่" in page
    assert "คะแนนตัวชี้วัดที่จะเพิ่ม ๑ รายการ" in page
    assert "ระยะเวลา</span>" in page
    confirm(client, path)
    assert "คะแนนตัวชี้วัดที่เพิ่ม" in client.get(f"{path}done/").text


def test_rows_stand_under_their_headings_as_they_will_print(client):
    rows = ("๑. กระบวนการปฏิบัติงาน", ROW, "มาตรการอื่นของหน่วยงาน", ROW)
    _, page = opened(client, send(client, word(*rows)))
    assert re.findall(r'colspan="5">(.*?)<', page) == [
        "๑. กระบวนการปฏิบัติงาน",
        "มาตรการอื่นของหน่วยงาน",
    ]


def test_page_asks_the_database_as_often_for_many_rows(client, django_assert_num_queries):
    paths = []
    for count in (1, 3):
        path, _ = opened(client, send(client, word(*[ROW] * count)))
        paths.append(path)
        with django_assert_num_queries(28):
            assert client.get(path).status_code == 200
    assert paths[0] != paths[1]


def test_file_can_be_taken_away_with_its_doubted_cells_marked(client):
    path, page = opened(client, send(client, word(header=HEADER), "แผน<ก>.docx"))
    assert f'href="{path}marked/"' in page
    response = client.get(f"{path}marked/")
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == (
        "application/octet-stream",
        "nosniff",
    )
    again, _ = opened(client, send(client, response.content, "แผน.docx"))
    assert "หมายเหตุ&lt;b&gt;" in client.get(again).text


def test_text_file_is_taken_away_as_a_workbook(client):
    text = "มาตรการ\tขั้นตอน\tผู้รับผิดชอบ\tระยะเวลา\nอบรม\tเชิญ\tกองคลัง\tสักวัน\n"
    path, _ = opened(client, send(client, text.encode(), "plan.txt"))
    response = client.get(f"{path}marked/")
    assert "plan-" in response["Content-Disposition"]
    assert ".xlsx" in response["Content-Disposition"]
    assert response.content.startswith(b"PK")


def test_file_without_a_doubt_has_no_marked_copy(client, organization):
    make.make_unit(organization=organization, name="กองคลัง")
    path, page = opened(client, send(client))
    assert "ไม่มีข้อสงสัยในไฟล์นี้" in page
    assert client.get(f"{path}marked/").status_code == 404


def test_file_of_the_portal_has_no_marked_copy(client, organization):
    plan = make.make_plan(organization=organization)
    make.make_filled_row(group=make.make_group(section=make.make_section(plan=plan)))
    content = json.dumps(exported_plan(plan)).encode()
    path, page = opened(client, send(client, content, "plan.json"))
    assert "column-1" not in page
    assert client.get(f"{path}marked/").status_code == 404


def test_marked_copy_of_a_file_that_can_no_longer_be_imported_says_why(client, other_plan):
    path, _ = opened(client, send(client))
    other_plan.state = PlanState.SUBMITTED
    other_plan.save()
    response = client.get(f"{path}marked/")
    assert (response.status_code, "แก้ไขไม่ได้" in response.text) == (422, True)


SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="needs the samples beside the repository")
@pytest.mark.parametrize("name", ["A-chaiburi-2568.docx", "A-chaiburi-2568.xlsx"])
def test_sample_is_looked_at_imported_and_taken_back(client, name):
    path, page = opened(client, send(client, (SAMPLES / name).read_bytes(), name))
    assert "๗ แถว ๑๕ มาตรการ ๒๑ ขั้นตอน" in page
    assert confirm(client, path)["Location"] == f"{path}done/"
    assert Row.objects.count() == 7
    client.post(f"{path}undo/")
    assert MeasurePlan.objects.count() == 0


def test_main_navigation_says_that_one_is_importing(client, other_plan):
    _, page = opened(client, send(client))
    current = re.findall(r'<a href="([^"]+)"[^>]*aria-current="page"', page)
    assert current == ["/one/2568/import/"]


@pytest.mark.parametrize(
    ("address", "current"),
    [("/one/2568/import/", ["/one/2568/import/"]), ("/one/2569/import/", [])],
)
def test_choosing_a_file_says_for_which_plan_where_there_is_one(
    client, other_plan, address, current
):
    make.make_framework(2569)
    page = client.get(address).text
    assert re.findall(r'<a href="([^"]+)"[^>]*aria-current="page"', page) == current
    assert ("แผนมาตรการ ปีงบประมาณ พ.ศ. ๒๕๖๘" in page) == bool(current)
