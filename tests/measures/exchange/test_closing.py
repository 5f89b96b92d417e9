"""What the portal's own files say after their tables."""

import pytest

from measures.exchange.closing import Closing, read_closing
from measures.exchange.drafts import LinkDraft, PictureDraft, PlanDraft, SignatoryDraft
from measures.rules.paragraphs import plain

DOTS = "…" * 16
EIT, IIT = "https://itas.example.go.th/eit", "https://itas.example.go.th/iit"


def signature(role, name, position):
    return [
        f"(ลงชื่อ) {DOTS} {role}",
        f"({name or DOTS})",
        f"ตำแหน่ง {position or DOTS}",
        f"วันที่ {DOTS}",
    ]


REPORTER = SignatoryDraft("ผู้รายงาน", "", "ปลัดเทศบาล")
APPROVER = SignatoryDraft("ผู้เห็นชอบ", "ชื่อ ตัวอย่าง", "")
FIRST, SECOND = signature("ผู้รายงาน", "", "ปลัดเทศบาล"), signature("ผู้เห็นชอบ", "ชื่อ ตัวอย่าง", "")


@pytest.mark.parametrize(
    "lines",
    [
        [*FIRST, *SECOND],
        [line for pair in zip(FIRST, SECOND, strict=True) for line in pair],
    ],
    ids=["one after the other", "side by side"],
)
def test_signers_are_told_from_the_text_however_they_stand(lines):
    assert read_closing(["ก่อน", *lines, "หลัง"]) == Closing(("ก่อน", "หลัง"), (), (REPORTER, APPROVER))


@pytest.mark.parametrize(
    "lines",
    [
        FIRST[:3],
        ["(ลงชื่อ) นายอำเภอ"],
        [*FIRST[:2], "ปลัด", FIRST[3]],
        signature("ผู้รายงาน", "ก" * 201, ""),
        signature("ร" * 101, "", ""),
    ],
)
def test_signature_of_another_kind_stays_text(lines):
    assert read_closing(lines) == Closing(tuple(lines))


@pytest.mark.parametrize(
    "lines",
    [["แบบวัด EIT", EIT, "แบบวัด IIT", IIT], ["แบบวัด EIT", "แบบวัด IIT", EIT, IIT]],
    ids=["one after the other", "side by side"],
)
def test_addresses_under_their_labels_are_links(lines):
    assert read_closing(["ภาคผนวก", *lines]) == Closing(
        ("ภาคผนวก",), (LinkDraft(EIT, "แบบวัด EIT"), LinkDraft(IIT, "แบบวัด IIT"))
    )


@pytest.mark.parametrize("lines", [[EIT], ["ก" * 301, EIT], ["ที่", EIT, IIT]])
def test_address_without_a_label_stays_text(lines):
    assert read_closing(lines) == Closing(tuple(lines))


def test_captions_of_stored_pictures_are_no_text_of_the_appendix():
    picture = PictureDraft("a.jpg", "ห้องประชุม", "ประชุมวันที่ 13")
    stored = PlanDraft("results", pictures=(picture,))
    read = PlanDraft("results", appendix=plain("กิจกรรม", "ประชุมวันที่ ๑๓"))
    assert read.beside(stored).appendix == plain("กิจกรรม")
    assert read.beside(PlanDraft("results")).appendix == read.appendix
    own = PlanDraft("results", appendix=read.appendix, pictures=(picture,))
    assert own.beside(stored).appendix == read.appendix
