"""Whose data: the one place that says which organization an object belongs to and who sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models

if TYPE_CHECKING:
    from .organizations import Organization
    from .people import User

M = TypeVar("M", bound=models.Model, covariant=True)


class OwnedQuerySet(models.QuerySet[M]):
    """Rows that belong to organizations, narrowed to what one user may see."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Rows of the organizations the user is a member of; a superuser sees all."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_superuser:
            return self.all()
        path: str = self.model.organization_path  # type: ignore[attr-defined]
        organizations = user.memberships.values("organization")
        return self.filter(**{f"{path}__in" if path else "pk__in": organizations})


class OwnedModel(models.Model):
    """A model whose rows belong to one organization each, found along `organization_path`.

    The path is a lookup such as "section__plan__organization"; "" means the row is the
    organization.
    """

    organization_path: ClassVar[str]

    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def owner(self) -> Organization:
        """The organization this row belongs to."""
        found: Any = self
        for name in filter(None, self.organization_path.split("__")):
            found = getattr(found, name)
        organization: Organization = found
        return organization
