"""Who may change a cell of the grid: what `measures.access` says, asked by few queries."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import F, FilteredRelation, Q, QuerySet

from .access import carries_out, has_every_right, has_right_at
from .choices import CellColumn
from .models import Membership, Row, User
from .rules.permissions import is_within_units, right_to_fill, rights_of
from .rules.workflow import may_edit


def may_save_cell(user: User, row: Row, column: CellColumn) -> bool:
    """Whether the user may change this cell of the row now."""
    return may_edit(row.section.plan.state) and has_right_at(user, right_to_fill(column), row)


def rows_with_membership(user: User, code: str, year_be: int) -> QuerySet[Row]:
    """The rows of a plan, unseen by whom: `require_cell` says whether the user may change one.

    Each comes with the user's membership in its organization, so that one query asks for both.
    """
    members = "section__plan__organization__memberships"
    own = Q(**{f"{members}__user": user})
    plan = {"organization__code": code, "fiscal_year__year_be": year_be}
    return (
        Row.objects.filter(**{f"section__plan__{name}": part for name, part in plan.items()})
        .annotate(member=FilteredRelation(members, condition=own), member_pk=F("member__pk"))
        .select_related("section__plan__organization", "section__plan__fiscal_year", "member")  # type: ignore[misc]  # `member` is no field
    )


def require_cell(user: User, row: Row, column: CellColumn) -> None:
    """Raise unless the user may change this cell of a row that `rows_with_membership` found.

    Row.DoesNotExist for who may not know of the row, else PermissionDenied (403).
    """
    if has_every_right(user):
        return
    membership: Membership | None = row.member if row.member_pk else None  # type: ignore[attr-defined]
    if membership is None and not Row.objects.visible_to(user).filter(pk=row.pk).exists():
        raise Row.DoesNotExist
    right = right_to_fill(column)
    if (
        membership is None
        or right not in rights_of(membership.role)
        or (is_within_units(membership.role, right) and not carries_out(membership, row))
    ):
        raise PermissionDenied(
            f"ท่านไม่มีสิทธิ “{right.label}” ในแถวนี้ของ{row.owner} โปรดติดต่อผู้จัดทำของหน่วยงาน"
        )
