"""What stands around a plan's tables: emblem, appendix, signatories."""

from __future__ import annotations

from itaportal.thai.numerals import thai_digits
from measures.exchange.drafts import PlanDraft
from measures.exchange.picture_files import stored_picture
from measures.models import Organization
from reports.facts import (
    AppendixFacts,
    CaptionedPictureFacts,
    LinkFacts,
    PictureFacts,
)


def emblem_of(organization: Organization) -> PictureFacts | None:
    """The organization's emblem where it has one."""
    if not organization.emblem:
        return None
    return _picture(organization.emblem, organization.emblem_alternative_text)


def appendix_of(draft: PlanDraft, organization: Organization) -> AppendixFacts:
    """Text, addresses and pictures of the organization's plan in order.

    A picture that nobody has described yet is read out by its caption or its number.
    """
    return AppendixFacts(
        text=draft.appendix,
        links=tuple(LinkFacts(link.address, link.label) for link in draft.links),
        pictures=tuple(
            CaptionedPictureFacts(
                _picture(
                    f"{organization.code}/{each.name}",
                    each.alternative_text
                    or each.caption
                    or thai_digits(f"ภาพที่ {number} ของภาคผนวก ยังไม่มีคำบรรยายแทนภาพ"),
                ),
                each.caption,
            )
            for number, each in enumerate(draft.pictures, start=1)
        ),
    )


def _picture(name: str, alternative: str) -> PictureFacts:
    """A stored picture; raises LostPicture when its file is gone."""
    stored = stored_picture(name)
    return PictureFacts(stored.content, stored.media_type, alternative, stored.width, stored.height)
