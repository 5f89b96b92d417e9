"""A plan's JSON read back: the same plan, or a refusal in Thai that says where."""

from __future__ import annotations

import copy
import datetime
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from measures.choices import ReportForm
from measures.exchange.drafts import KnownNames, PlanDraft
from measures.exchange.json_values import MAX_FILE_BYTES
from measures.exchange.plan_json import FORMAT, REPORT_FORMAT, plan_to_json
from measures.exchange.plan_json_reading import read_plan_json
from measures.exchange.source import UnreadableFile
from reports.render.data import report_json
from tests.measures.test_plan_content import FULL
from tests.reports.samples import FACTS

from .generated_plans import plans

KNOWN = KnownNames(
    indicators={number: f"ตัวชี้วัด {number}" for number in range(1, 11)},
    issues={number: f"ประเด็น {number}" for number in range(1, 8)},
    organization="อบต.หนึ่ง",
    year_be=2568,
)
ABOUT: dict[str, Any] = {
    "format": FORMAT,
    "version": 1,
    "organization": {"code": "one", "name": "อบต.หนึ่ง"},
    "fiscal_year_be": 2568,
    "posted_for_be": 2569,
    "score_year_be": None,
}


def written(draft: PlanDraft = FULL) -> dict[str, Any]:
    return copy.deepcopy({**ABOUT, **plan_to_json(draft, KNOWN, with_pictures=True)})


def read(value: Any):
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    return read_plan_json(content, "แผน.json", KNOWN)


def pictures_of(draft: PlanDraft) -> list[bytes]:
    return [picture.content for picture in draft.pictures]


@pytest.mark.no_cover
@given(plans())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_a_plan_written_as_json_is_read_back_the_same(draft):
    reading = read(written(draft))
    assert reading.draft == draft
    assert pictures_of(reading.draft) == pictures_of(draft)


@pytest.mark.no_cover
@given(plans())
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_the_json_of_a_report_holds_the_same_plan(draft):
    reading = read_plan_json(report_json(replace(FACTS, plan=draft)), "รายงาน.json")
    assert reading.draft == draft
    assert pictures_of(reading.draft) == pictures_of(draft)
    assert reading.year_be == FACTS.fiscal_year_be


def test_years_are_read_and_the_organization_is_compared():
    reading = read(written())
    assert (reading.year_be, reading.posted_for_be, reading.score_year_be) == (2568, 2569, None)
    assert (reading.is_whole, reading.doubts) == (True, ())
    other = written()
    other["organization"]["name"] = "อบต.สอง"
    (doubt,) = read(other).doubts
    assert (doubt.read, doubt.made) == ("อบต.สอง", "นำเข้าเป็นแผนของอบต.หนึ่ง")


def test_what_only_explains_may_be_left_out():
    def without(value):
        if isinstance(value, dict):
            optional = {"name"} if set(value) == {"number", "name"} else set()
            optional |= {key for key in value if key.endswith("_label")} | {"marker", "level"}
            return {key: without(each) for key, each in value.items() if key not in optional}
        return [without(each) for each in value] if isinstance(value, list) else value

    assert read(without(written())).draft == FULL


def test_least_that_a_plan_says_is_enough():
    least = {
        **{name: ABOUT[name] for name in ("format", "version", "organization", "fiscal_year_be")},
        "form": "results",
        **{name: [] for name in ("cover", "introduction", "sections", "analyses", "appendix")},
    }
    assert read(least).draft == PlanDraft(ReportForm.RESULTS)


def test_byte_order_mark_of_an_editor_is_no_harm():
    assert read(b"\xef\xbb\xbf" + json.dumps(written()).encode()).draft == FULL


# -- refusals --------------------------------------------------------------------------------

ROW = "sections[1].groups[2].rows[1]"
CITATION = f"{ROW}.results[2].citations[1]"
BROKEN: dict[str, tuple[str, Any, str]] = {
    "version": ("version", 2, r"ที่ version: อ่านได้ 2 ต้องเป็นจำนวนเต็ม ๑ ถึง ๑ เช่น 1"),
    "flag for a number": ("version", True, "อ่านได้ true ต้องเป็นจำนวนเต็ม"),
    "year CE": ("fiscal_year_be", 2025, r"อ่านได้ 2025 ต้องเป็นจำนวนเต็ม ๒๕๔๐ ถึง ๒๖๔๐"),
    "year as text": ("score_year_be", "2568", r'ที่ score_year_be: อ่านได้ "2568" ต้องเป็นจำนวนเต็ม'),
    "form": (
        "form",
        "z",
        'ที่ form: อ่านได้ "z" ต้องเป็นค่าใดค่าหนึ่งของ results-by-issue, .* เช่น results-by-issue',
    ),
    "form of another type": ("form", [], "อ่านได้ รายการ ต้องเป็นค่าใดค่าหนึ่งของ"),
    "unknown key": ("colour", "red", 'ที่ colour: อ่านได้ "red" ต้องเป็นคีย์ที่ระบบรู้จัก ได้แก่ format, version'),
    "sections": ("sections", {}, r"ที่ sections: อ่านได้ อ็อบเจกต์ ต้องเป็นรายการในวงเล็บเหลี่ยม เช่น \[ \]"),
    "section": ("sections[1]", "x", r'ที่ sections\[1\]: อ่านได้ "x" ต้องเป็นอ็อบเจกต์ที่มีคีย์ groups'),
    "paragraph": ("cover[1]", 7, r"ที่ cover\[1\]: อ่านได้ 7 ต้องเป็นอ็อบเจกต์ที่มีคีย์ text"),
    "text": ("cover[1].text", None, r"ที่ cover\[1\]\.text: อ่านได้ null ต้องเป็นข้อความ"),
    "lines": ("cover[1].text", "ก\nข", "ต้องเป็นข้อความบรรทัดเดียว"),
    "control": ("cover[1].text", "ก\x1b", r"อักขระควบคุมซึ่งพิมพ์ไม่ได้ \(U\+001B\)"),
    "surrogate": ("cover[1].text", "\ud800", r"\(U\+D800\)"),
    "direction": ("cover[1].text", "\u202eข", r"\(U\+202E\)"),
    "long text": ("cover[1].text", "ก" * 20_001, "ต้องเป็นข้อความไม่เกิน ๒๐,๐๐๐ ตัวอักษร"),
    "level": ("cover[1].level", 9, r"ที่ cover\[1\]\.level: อ่านได้ 9 ต้องเป็นจำนวนเต็ม ๐ ถึง ๓"),
    "marker of none": ("cover[1].marker", "๑.", "ย่อหน้าธรรมดาไม่มีเลขข้อหรือขีด"),
    "long heading": (
        "sections[1].heading",
        "ก" * 501,
        r"ที่ sections\[1\]\.heading: .*ข้อความไม่เกิน ๕๐๐",
    ),
    "issue": (
        "sections[1].groups[2].heading.number",
        8,
        "ต้องเป็นเลขประเด็นที่กรอบการประเมินของปีมี คือ ๑, ๒",
    ),
    "no issue": (
        "sections[1].groups[2].heading.number",
        None,
        r"groups\[2\]\.heading\.number: อ่านได้ null",
    ),
    "free number": ("sections[1].groups[4].heading.number", 1, "หัวข้ออิสระไม่มีเลขทางการ"),
    "free words": ("sections[1].groups[4].heading.printed_text", " ", "ต้องเป็นข้อความที่ไม่ว่าง"),
    "indicator": (f"{ROW}.indicator", {"number": 11}, "ต้องเป็นเลขตัวชี้วัดที่กรอบการประเมินของปีมี"),
    "measure": (
        f"{ROW}.steps[1].measure",
        3,
        r"steps\[1\]\.measure: อ่านได้ 3 ต้องเป็นจำนวนเต็ม ๑ ถึง ๒",
    ),
    "unit": (
        f"{ROW}.responsible[1].name",
        "",
        r"responsible\[1\]\.name: อ่านได้ \"\" ต้องเป็นข้อความที่ไม่ว่าง",
    ),
    "date": (
        f"{ROW}.period",
        {"start": "2567-13-01", "end": "x"},
        'อ่านได้ "2567-13-01" ต้องเป็นวันที่แบบ',
    ),
    "date of week": (f"{ROW}.period", {"start": "2024-W40-1", "end": "x"}, "ต้องเป็นวันที่แบบ"),
    "order": (
        f"{ROW}.period",
        {"start": "2025-01-02", "end": "2025-01-01"},
        r"period\.end: อ่านได้ \"2025-01-01\" ต้องเป็นวันเดียวกับหรือหลังวันเริ่ม",
    ),
    "round": (
        f"{ROW}.results[1].round",
        9,
        r"results\[1\]\.round: อ่านได้ 9 ต้องเป็นค่าใดค่าหนึ่งของ 6, 12",
    ),
    "round twice": (f"{ROW}.results[1].round", 12, "ต้องเป็นผลของรอบที่ยังไม่มีในแถวนี้"),
    "status": (f"{ROW}.results[1].status", "soon", "ต้องเป็นค่าใดค่าหนึ่งของ not_started"),
    "score as number": (
        f"{CITATION}.earlier_value",
        87,
        r"earlier_value: อ่านได้ 87 ต้องเป็นคะแนนร้อยละ",
    ),
    "score above": (f"{CITATION}.earlier_value", "100.01", "ต้องเป็นคะแนนร้อยละ 0 ถึง 100"),
    "score in Thai": (f"{CITATION}.earlier_value", "๘๗.๖๗", "ต้องเป็นคะแนนร้อยละ"),
    "bound with value": (f"{CITATION}.earlier_value", "87.00", "ต้องเป็นคะแนนที่ผูกกับระบบ"),
    "typed without": (f"{CITATION}.binding", "typed", "ต้องเป็นคะแนนที่พิมพ์เอง"),
    "years turned": (f"{CITATION}.earlier_year_be", 2568, "ต้องเป็นปีที่อยู่หลัง earlier_year_be"),
    "far year": (f"{CITATION}.earlier_year_be", 2545, "ปี พ.ศ. ที่แผนของปีนี้อ้างคะแนนได้"),
    "no subject": (f"{CITATION}.instrument", "", "ต้องเป็นคะแนนที่ระบุเครื่องมือ"),
    "instrument": (f"{CITATION}.instrument", "XIT", "ต้องเป็นค่าใดค่าหนึ่งของ IIT, EIT, OIT"),
    "analysis of none": ("analyses[1].indicator", None, r"analyses\[1\]\.indicator: อ่านได้ null"),
    "address": (
        "appendix_links[1].address",
        "javascript:x",
        r"appendix_links\[1\]\.address: อ่านได้ “javascript:x”",
    ),
    "label": ("appendix_links[1].label", "", "ต้องเป็นข้อความที่ไม่ว่าง"),
    "media type": (
        "appendix_pictures[1].media_type",
        "image/svg+xml",
        "ต้องเป็นค่าใดค่าหนึ่งของ image/jpeg, image/png",
    ),
    "content": (
        "appendix_pictures[1].content",
        "!!",
        r"content: อ่านได้ \"!!\" ต้องเป็นภาพที่เข้ารหัส Base64",
    ),
    "no content": ("appendix_pictures[1].content", "", "ต้องเป็นภาพที่เข้ารหัส Base64"),
    "large content": ("appendix_pictures[1].content", "A" * 20_000_008, "Base64 ไม่เกิน ๑๕ ล้านไบต์"),
    "long alternative": (
        "appendix_pictures[1].alternative_text",
        "ก" * 501,
        r"appendix_pictures\[1\]\.alternative_text",
    ),
    "role": ("signatories[1].role", "", r"signatories\[1\]\.role: .* ต้องเป็นข้อความที่ไม่ว่าง"),
    "signatories": (
        "signatories",
        [{"role": "ก"}] * 4,
        "ที่ signatories: มี ๔ รายการ ระบบรับไม่เกิน ๓ รายการ",
    ),
}


def changed(place: str, value: Any) -> dict[str, Any]:
    """The whole plan with one value replaced."""
    whole: Any = written()
    *way, last = re.findall(r"\w+|\[\d+\]", place)

    def key(part: str) -> Any:
        return int(part[1:-1]) - 1 if part.startswith("[") else part

    at = whole
    for part in way:
        at = at[key(part)]
    at[key(last)] = value
    plan: dict[str, Any] = whole
    return plan


@pytest.mark.parametrize("case", BROKEN)
def test_wrong_value_is_refused_with_its_place_and_what_is_expected(case):
    place, value, says = BROKEN[case]
    with pytest.raises(UnreadableFile, match=says) as refused:
        read(changed(place, value))
    assert str(refused.value).startswith("ไฟล์ “แผน.json” ที่ ")
    str(refused.value).encode()


def test_step_of_a_row_without_measures_names_none():
    whole = changed(f"{ROW}.measures", [])
    with pytest.raises(UnreadableFile, match="null เพราะแถวนี้ไม่มีมาตรการ"):
        read(whole)


def test_indicator_analysed_twice_is_refused():
    whole = written()
    whole["analyses"] *= 2
    with pytest.raises(UnreadableFile, match=r"analyses\[2\]\.indicator: .* ต้องเป็นตัวชี้วัดที่ยังไม่มี"):
        read(whole)


@pytest.mark.parametrize("name", ["format", "sections", "organization"])
def test_missing_key_is_named(name):
    whole = written()
    del whole[name]
    says = "ไม่ใช่แผนที่ส่งออกจากระบบนี้" if name == "format" else f"ไม่มีคีย์ “{name}”"
    with pytest.raises(UnreadableFile, match=says):
        read(whole)


HOSTILE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "บรรทัดที่ ๑ ตัวอักษรที่ ๑: อ่านเป็น JSON ไม่ได้"),
    "a list": (b"[]", r'ไม่ใช่แผนที่ส่งออกจากระบบนี้ ต้องมี "format"'),
    "a word": (b'"x"', "ไม่ใช่แผนที่ส่งออกจากระบบนี้"),
    "cut off": (json.dumps(written()).encode()[:-20], "อ่านเป็น JSON ไม่ได้ โปรดใช้ไฟล์ JSON"),
    "deep lists": (b"[" * 200_000, "มีวงเล็บซ้อนกันลึกเกินไป"),
    "deep objects": (b'{"a":' * 100_000, "มีวงเล็บซ้อนกันลึกเกินไป"),
    "many values": (b"[" + b"[]," * 600_000 + b"[]]", "มีข้อมูลมากเกินกว่าที่แผนหนึ่งจะมีได้"),
    "large": (b" " * (MAX_FILE_BYTES + 1), "มีขนาด ๑๐๐.๐ ล้านไบต์ ระบบรับไม่เกิน ๑๐๐ ล้านไบต์"),
    "not a number": (b'{"a": NaN}', "อ่านได้จำนวน NaN ซึ่งแผนไม่มี"),
    "infinity": (b'{"a": -Infinity}', "อ่านได้จำนวน -Infinity"),
    "fraction": (b'{"a": 87.67}', r'อ่านได้จำนวน 87\.67 .* เช่น 2568 หรือ "87\.67"'),
    "exponent": (b'{"a": 1e999999999}', "อ่านได้จำนวน 1e999999999"),
    "huge number": (b'{"a": ' + b"9" * 100_000 + b"}", "อ่านได้จำนวน 9999"),
    "key twice": (b'{"format": 1, "format": 2}', "มีคีย์ “format” ซ้ำในอ็อบเจกต์เดียวกัน"),
    "other encoding": ("มาตรการ".encode("cp874"), "ไม่ได้บันทึกเป็น UTF-8"),
    "UTF-16": ('{"a": 1}'.encode("utf-16"), "ไม่ได้บันทึกเป็น UTF-8"),
    "report without a plan": (
        json.dumps({"format": REPORT_FORMAT, "version": 1, "plan": None}).encode(),
        "ไม่ใช่แผนที่ส่งออกจากระบบนี้",
    ),
    "report with more": (
        json.dumps({"format": REPORT_FORMAT, "version": 1, "plan": {}, "more": 1}).encode(),
        "ที่ more: อ่านได้ 1 ต้องเป็นคีย์ที่ระบบรู้จัก",
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_file_is_refused_in_thai(case):
    content, says = HOSTILE[case]
    with pytest.raises(UnreadableFile, match=says):
        read(content)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 2600) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


def places(value: Any, at: str = "") -> list[str]:
    """Every place of the plan."""
    found = [at] if at else []
    if isinstance(value, dict):
        for name, each in value.items():
            found += places(each, f"{at}.{name}" if at else name)
    if isinstance(value, list):
        for number, each in enumerate(value, start=1):
            found += places(each, f"{at}[{number}]")
    return found


@given(place=st.sampled_from(places(written())), value=JSON_VALUES)
@settings(max_examples=150)
def test_any_value_anywhere_gives_a_plan_or_a_refusal(place, value):
    try:
        reading = read(changed(place, value))
    except UnreadableFile as refused:
        says = str(refused)
        assert says.startswith("ไฟล์ “แผน.json”")
    else:
        assert read(written(reading.draft)).draft == reading.draft


def test_dates_are_of_the_christian_era():
    whole = changed(f"{ROW}.period", {"start": "2024-10-01", "end": "2025-09-30"})
    period = read(whole).draft.sections[0].groups[1].rows[0].period
    assert period is not None
    assert period.start == datetime.date(2024, 10, 1)
