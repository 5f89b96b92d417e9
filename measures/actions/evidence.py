"""A plan's appendix: pictures and addresses added, put in order, removed and restored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

from itaportal.thai.numerals import thai_digits
from measures.access import require
from measures.choices import AuditAction, Right
from measures.exchange.picture_files import has_picture_named, keep_picture
from measures.exchange.pictures import RefusedPicture, safe_picture
from measures.models import AppendixLink, AppendixPicture, AuditEntry, MeasurePlan, User
from measures.models.evidence import MOST_LINKS, MOST_PICTURES

from .entries import add_entry, change_entry, remove_entry, require_editable_state
from .order import next_position, place_in_order, siblings

Evidence = AppendixPicture | AppendixLink
Kind = TypeVar("Kind", bound=AppendixPicture | AppendixLink)
_KINDS: dict[str, type[AppendixPicture] | type[AppendixLink]] = {
    "appendixpicture": AppendixPicture,
    "appendixlink": AppendixLink,
}
_MOST: dict[type[models.Model], int] = {AppendixPicture: MOST_PICTURES, AppendixLink: MOST_LINKS}


@dataclass(frozen=True, slots=True)
class AddedPictures:
    """What became of several files: the pictures added, and why each of the others was not."""

    added: tuple[AppendixPicture, ...]
    refused: tuple[str, ...]


def add_pictures(
    plan: MeasurePlan, files: Iterable[tuple[str, bytes]], *, by: User
) -> AddedPictures:
    """Add a picture of each file (name, content) at the end, in their order.

    A file that is no picture is refused by its name and keeps no other from being added. Raises
    PermissionDenied, and ValidationError for a plan that cannot be edited.
    """
    require(by, Right.EDIT_PLAN, plan.organization)
    require_editable_state(plan.state)
    added, refused = [], []
    for name, content in files:
        try:
            # Decoded before the transaction begins, as nobody else can save while SQLite has one.
            kept = keep_picture(plan.organization.code, safe_picture(content))
            added.append(add_last(AppendixPicture(plan=plan, picture=kept), by=by))
        except RefusedPicture as error:
            refused.append(f"ไฟล์ “{name}”: {error}")
        except ValidationError as error:
            refused.append(f"ไฟล์ “{name}”: {' '.join(error.messages)}")
    return AddedPictures(tuple(added), tuple(refused))


@transaction.atomic
def add_last(entry: Kind, *, by: User) -> Kind:
    """Add an entry after the last one, closing gaps where the last place is taken.

    Raises PermissionDenied, and ValidationError for a plan that is full or cannot be edited.
    """
    MeasurePlan.objects.select_for_update().get(pk=entry.plan_id)
    most = _MOST[type(entry)]
    entry.position = next_position(entry)
    if entry.position > most:
        stored = list(siblings(entry).order_by("position"))
        if len(stored) >= most:
            what = entry._meta.verbose_name
            raise ValidationError(
                thai_digits(f"{what}มีครบ {most} รายการแล้ว โปรดลบรายการที่ไม่ใช้ก่อน"), code="full"
            )
        place_in_order({each: place for place, each in enumerate(stored, start=1)}, by=by)
        entry.position = len(stored) + 1
    return add_entry(entry, by=by)


@transaction.atomic
def add_link(link: AppendixLink, *, by: User) -> bool:
    """Add a link after the last one; False where the plan has it already: a form sent twice.

    Raises as `add_last`.
    """
    require(by, Right.EDIT_PLAN, link.plan.organization)
    MeasurePlan.objects.select_for_update().get(pk=link.plan_id)
    if siblings(link).filter(address=link.address, label=link.label).exists():
        return False
    add_last(link, by=by)
    return True


@transaction.atomic
def change_texts(
    changes: Iterable[tuple[models.Model, Mapping[str, Any] | None]], *, by: User
) -> None:
    """Save several entries, each with what its page showed of what was changed; all or none.

    Raises as `change_entry`.
    """
    for entry, shown in changes:
        change_entry(entry, by=by, shown=shown)


def move_by(entry: Evidence, places: int, *, by: User) -> None:
    """Put an entry one place earlier (-1) or later (1); the first and the last stay.

    Raises PermissionDenied, ValidationError.
    """
    order = list(siblings(entry).order_by("position"))
    place = order.index(entry)
    other = place + places
    if 0 <= other < len(order):
        here, there = order[place], order[other]
        place_in_order({here: there.position, there: here.position}, by=by)


def remove_evidence(entry: Evidence, *, by: User) -> AuditEntry:
    """Take an entry out; returns the record by which `restore_evidence` brings it back."""
    remove_entry(entry, by=by)
    removed = AuditEntry.objects.filter(
        action=AuditAction.REMOVED,
        subject_kind=entry._meta.model_name,
        before__id=entry.pk,
        organization=entry.owner,
    ).first()
    assert removed is not None  # remove_entry recorded it
    return removed


@transaction.atomic
def restore_evidence(plan: MeasurePlan, removed: int, *, by: User) -> Evidence:
    """Bring back what a record (by its key) says was removed from this plan, where it stood.

    Raises AuditEntry.DoesNotExist for a record of anything else, PermissionDenied, and
    ValidationError where its file is gone by now or the plan is full.
    """
    require(by, Right.EDIT_PLAN, plan.organization)
    found = removed_from(plan).get(pk=removed)
    kind, before = _KINDS[found.subject_kind], found.before
    names = {"position", *_TEXTS[kind]}
    entry: Evidence = kind(plan=plan, **{name: before[name] for name in names})
    if isinstance(entry, AppendixPicture) and not has_picture_named(entry.picture):
        raise ValidationError("ไฟล์ของภาพนี้ถูกลบจากระบบแล้ว โปรดเพิ่มภาพอีกครั้ง", code="file_gone")
    if siblings(entry).filter(position=entry.position).exists():
        return add_last(entry, by=by)
    return add_entry(entry, by=by)


_TEXTS: dict[type[models.Model], tuple[str, ...]] = {
    AppendixPicture: ("picture", "alternative_text", "caption"),
    AppendixLink: ("address", "label"),
}


def removed_from(plan: MeasurePlan) -> models.QuerySet[AuditEntry]:
    """The records of what was removed from this plan's appendix."""
    return AuditEntry.objects.filter(
        action=AuditAction.REMOVED,
        organization=plan.organization,
        subject_kind__in=_KINDS,
        before__plan_id=plan.pk,
    )
