"""What stands around a plan's tables: emblem, appendix, signatories."""

from __future__ import annotations

from measures.exchange.picture_files import stored_picture
from measures.models import MeasurePlan, Organization
from reports.facts import (
    AppendixFacts,
    CaptionedPictureFacts,
    LinkFacts,
    PictureFacts,
    SignatoryFacts,
)


def emblem_of(organization: Organization) -> PictureFacts | None:
    """The organization's emblem where it has one."""
    if not organization.emblem:
        return None
    return _picture(organization.emblem, organization.emblem_alternative_text)


def appendix_of(plan: MeasurePlan) -> AppendixFacts:
    """Text, addresses and pictures of the plan's appendix in order."""
    return AppendixFacts(
        text=plan.appendix,
        links=tuple(
            LinkFacts(link.address, link.label) for link in plan.links.order_by("position")
        ),
        pictures=tuple(
            CaptionedPictureFacts(_picture(each.picture, each.alternative_text), each.caption)
            for each in plan.pictures.order_by("position")
        ),
    )


def signatories_of(plan: MeasurePlan) -> tuple[SignatoryFacts, ...]:
    """Those who sign the plan's report, in order."""
    return tuple(
        SignatoryFacts(each.role, each.name, each.position_title)
        for each in plan.signatories.order_by("position")
    )


def _picture(name: str, alternative: str) -> PictureFacts:
    """A stored picture; raises LostPicture when its file is gone."""
    stored = stored_picture(name)
    return PictureFacts(stored.content, stored.media_type, alternative, stored.width, stored.height)
