"""Pictures that come with a plan from elsewhere: none is kept as it came."""

from __future__ import annotations

from dataclasses import replace

from itaportal.thai.numerals import thai_digits
from measures.exchange.drafts import PictureDraft, PlanDraft
from measures.exchange.picture_files import has_picture, keep_picture
from measures.exchange.pictures import RefusedPicture, safe_picture
from measures.models import Organization


def with_safe_pictures(
    draft: PlanDraft, organization: Organization, *, keep: bool = True
) -> PlanDraft:
    """The draft with its pictures as the portal keeps them.

    What the organization has already stays byte for byte; anything else is encoded anew and, with
    `keep`, stored. Raises RefusedPicture naming the picture.
    """
    pictures = []
    for number, picture in enumerate(draft.pictures, start=1):
        try:
            pictures.append(_safe(picture, organization.code, keep=keep))
        except RefusedPicture as refused:
            place = thai_digits(f"ภาพที่ {number} ของภาคผนวก")
            raise RefusedPicture(f"{place}: {refused}") from refused
    return replace(draft, pictures=tuple(pictures))


def _safe(picture: PictureDraft, code: str, *, keep: bool) -> PictureDraft:
    if has_picture(code, picture.name):
        return picture
    safe = safe_picture(picture.content)
    if keep:
        keep_picture(code, safe)
    return replace(picture, name=safe.name, content=safe.content)
