"""Pictures of the page of evidence print in form D: two a page, captions beside them."""

from __future__ import annotations

import io

import pypdf

from measures.actions.evidence import add_pictures
from measures.choices import ReportForm, Round
from reports.actions.export import ReportFormat, export_report
from reports.document import Numerals
from tests import factories as make


def test_added_pictures_print_two_a_page_with_their_captions_and_without_alternative_text(
    clerk, organization
):
    plan = make.make_plan(organization=organization, form=ReportForm.RESULTS)
    colours = ("teal", "crimson", "gold")
    files = [
        (f"{colour}.jpg", make.picture_file(colour=colour, size=(400, 300))) for colour in colours
    ]
    for number, picture in enumerate(add_pictures(plan, files, by=clerk).added, start=1):
        picture.caption = f"กิจกรรมครั้งที่ {number}"
        picture.save()

    printed = export_report(
        plan,
        form=plan.form,
        format=ReportFormat.PDF,
        round=Round.TWELVE_MONTHS,
        numerals=Numerals.THAI,
        by=clerk,
    )

    pages = pypdf.PdfReader(io.BytesIO(printed.content)).pages
    counted = [
        (_drawn(page), "".join(page.extract_text().split()).count("กิจกรรมครั้งที่")) for page in pages
    ]
    # The mark of a draft is one drawing on every page.
    assert counted == [(1, 0), (1 + 2, 2), (1 + 1, 1)]


def _drawn(page: pypdf.PageObject) -> int:
    """How many pictures a page draws: its resources hold those of the whole document."""
    contents = page.get_contents()
    return contents.get_data().count(b" Do") if contents is not None else 0
