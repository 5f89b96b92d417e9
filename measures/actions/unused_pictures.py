"""Clearing away the files of pictures that no row names any more."""

from __future__ import annotations

import datetime

from django.utils import timezone

from measures.exchange.picture_files import drop_picture, kept_names
from measures.models import AppendixPicture, Organization

KEPT_UNNAMED = datetime.timedelta(days=1)
"""How long a file may wait for its row: somebody may be filling in its form."""


def remove_unused_pictures(*, older_than: datetime.timedelta = KEPT_UNNAMED) -> list[str]:
    """Remove each file that no plan and no organization names and that nobody stored lately.

    Returns their names. The record of changes keeps the names, not what was in the files: a
    picture of somebody that was taken out of a plan is gone.
    """
    before = (timezone.now() - older_than).timestamp()
    # The files first: a row stored meanwhile names a file that has just been stored again.
    found = [name for name, stored_at in kept_names() if stored_at < before]
    named = {
        *AppendixPicture.objects.values_list("picture", flat=True),
        *Organization.objects.values_list("emblem", flat=True),
    }
    unused = [name for name in found if name not in named]
    for name in unused:
        drop_picture(name)
    return unused
