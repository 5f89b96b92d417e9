"""Whose data: the one place that says which organization an object belongs to and who sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, Q

from measures.choices import OversightScope
from measures.rules.workflow import OVERSEEN_STATES

if TYPE_CHECKING:
    from .organizations import Organization
    from .people import User

M = TypeVar("M", bound=models.Model, covariant=True)


class OwnedQuerySet(models.QuerySet[M]):
    """Rows that belong to organizations, narrowed to what one user may see."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What the user may see; a superuser sees all.

        Members see everything of their organizations. Oversight readers see, in their province or
        the nation, organizations and announced scores, and plans with all their parts once
        approved; nothing else.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_superuser:
            return self.all()
        model: type[OwnedModel] = self.model  # type: ignore[assignment]
        path = model.organization_path
        organizations = user.memberships.values("organization")
        return self.filter(
            Q(**{f"{path}__in" if path else "pk__in": organizations}) | _overseen_by(user, model)
        )


def _overseen_by(user: User, model: type[OwnedModel]) -> Q:
    state = model.state_lookup()
    if state is None and not model.is_overseen:
        return Q(pk__in=[])
    path = model.organization_path
    provinces = user.mandates.filter(scope=OversightScope.PROVINCE).values("province")
    nation = Exists(user.mandates.filter(scope=OversightScope.NATION))
    overseen = Q(nation) | Q(**{f"{path}__province__in" if path else "province__in": provinces})
    return overseen if state is None else overseen & Q(**{f"{state}__in": OVERSEEN_STATES})


class OwnedModel(models.Model):
    """A model whose rows belong to one organization each, found along `organization_path`.

    The path is a lookup such as "section__plan__organization"; "" means the row is the
    organization. Parts of a plan show themselves to oversight readers once it is approved;
    everything else only where `is_overseen` says so.
    """

    organization_path: ClassVar[str]
    is_overseen: ClassVar[bool] = False

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

    @classmethod
    def plan_path(cls) -> list[str] | None:
        """The names that lead to the plan that a row is part of; None for no part of a plan.

        The plan itself overrides it: no name leads there.
        """
        names = cls.organization_path.split("__")
        return names[: names.index("plan") + 1] if "plan" in names else None

    @classmethod
    def state_lookup(cls) -> str | None:
        """The lookup of the state of the plan that a row is part of; None for no part of one."""
        path = cls.plan_path()
        return None if path is None else "__".join([*path, "state"])
