"""Objects that tell which organization they belong to, and answers searched for them."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pypdfium2
from PIL import Image
from PIL.ImageColor import getrgb

from measures.actions.people import system_user
from measures.actions.workflow import comment
from measures.audit import record
from measures.choices import AuditAction, GroupKind, Role
from measures.models import MeasurePlan, Organization, Row, Section
from reports.models import OrganizationLayout
from tests import factories as make
from tests.reports.pdf_text import read_with_pdfium

# Words that stand in every text of an organization, by its code. Free of blanks, so that a line
# break in print does not hide them.
MARKERS = {"one": "มะลิลาหนึ่ง", "two": "จำปาทองสอง"}
# Their pictures are of one colour, by which a picture's answer is known.
COLOURS = {"one": "teal", "two": "maroon"}
# What to search for to find them: a part, as pages repeat what was searched for.
SEARCHED = {"one": "มะลิลา", "two": "จำปาทอง"}


def fill(organization: Organization) -> MeasurePlan:
    """Give an organization one of everything, its marker in every text."""
    marker = MARKERS[organization.code]
    organization.name = f"อบต.{marker}"
    organization.save()
    make.make_unit(organization=organization, name=f"กอง{marker}")
    for role in Role:
        make.make_member(
            organization=organization,
            role=role,
            username=f"{organization.code}-{role}",
            position_title=f"ตำแหน่ง{marker}",
        )
    make.make_invitation(organization=organization, email=f"{organization.code}@example.go.th")
    plan = make.make_plan(
        organization=organization,
        introduction=make.plain(marker),
        cover=make.plain(marker),
        appendix=make.plain(marker),
    )
    section = make.make_section(plan=plan, heading=marker, introduction=make.plain(marker))
    group = make.make_group(section=section, kind=GroupKind.FREE, printed_text=f"หัวข้อ{marker}")
    row = make.make_filled_row(group=group, text=marker)
    make.make_analysis(plan=plan, analysis=make.plain(marker), guidance=make.plain(marker))
    make.make_link(plan=plan, label=marker, address=f"https://www.example.go.th/{marker}")
    picture = make.picture_file(colour=COLOURS[organization.code])
    make.make_picture(plan=plan, content=picture, alternative_text=marker, caption=marker)
    make.make_signatory(plan=plan, role=f"ผู้รายงาน{marker}", name=marker, position_title=marker)
    make.make_emblem(organization, content=picture)
    OrganizationLayout.objects.create(
        organization=organization, form="results-by-issue", headers={"1.results": f"ผล {marker}"}
    )
    make.make_own_deadline(organization=organization)
    make.make_score(organization=organization, value="87.67")
    make.make_total_score(organization=organization, value="88.88", level=marker)
    make.make_upload(organization=organization, file=f"{marker}.docx", is_imported=True)
    pasted: dict[str, Any] = {"cells": [], "added_rows": {}, "added_results": []}
    record(AuditAction.PLAN_PASTED, plan, before={"cells": []}, after=pasted, by=system_user())
    record(AuditAction.CHANGED, row, after={"text": marker}, by=system_user())
    comment(plan=plan, text=marker, place=row, by=system_user())
    return plan


def ids_of(organization: Organization) -> dict[str, str]:
    """Ids and names of an organization's objects under the keys that a query might use."""
    plan = MeasurePlan.objects.get(organization=organization)
    return {
        "organization": organization.code,
        "code": organization.code,
        "organization_id": str(organization.pk),
        "plan": str(plan.pk),
        "section": str(Section.objects.get(plan=plan).pk),
        "row": str(Row.objects.get(section__plan=plan).pk),
        "q": SEARCHED[organization.code],
    }


def visible_text(response: Any) -> str:
    """All that an answer says: body, PDF text without blanks, and where it leads.

    Tokens against forgery are left out, as they differ from answer to answer.
    """
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if response.get("Content-Type", "").startswith("image/"):
        return f"{_picture_text(content)} {response.get('Content-Disposition')}"
    if content.startswith(b"%PDF"):
        return f"{_pdf_text(content)} {response.get('Content-Disposition')}"
    text = _packed_text(content) if content.startswith(b"PK") else content.decode()
    without_tokens = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    return f"{without_tokens} {response.get('Location')} {response.get('Content-Disposition')}"


def _packed_text(content: bytes) -> str:
    """All XML parts of a Word or Excel file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [name for name in package.namelist() if name.endswith((".xml", ".rels"))]
        return "".join(package.read(name).decode() for name in parts)


def _picture_text(content: bytes) -> str:
    """The marker of the organization whose colour the picture has; "" for an answer without."""
    if not content:
        return ""
    read = Image.open(io.BytesIO(content)).convert("RGB").getpixel((0, 0))
    assert isinstance(read, tuple)
    for code, colour in COLOURS.items():
        if all(abs(a - b) < 20 for a, b in zip(read, getrgb(colour), strict=True)):
            return MARKERS[code]
    raise AssertionError(f"a picture of nobody's colour: {read}")


def _pdf_text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    title = document.get_metadata_value("Title")
    document.close()
    return "".join(" ".join([title, *read_with_pdfium(content)]).split())
