"""Where an entry stands: its parent, those above it, and choosing one for a new entry."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from measures.access import organizations_where
from measures.models import OwnedModel
from measures.rules.workflow import EDITABLE_STATES

from .rules import EntryRules
from .visit import visit_of

MOST_PARENTS = 300


class InParent(EntryRules, admin.ModelAdmin):  # type: ignore[type-arg]
    """Entries are added to a parent named in the address, and stay in it."""

    @property
    def parent_model(self) -> type[models.Model]:
        """What entries of this kind stand in."""
        parent = self.model._meta.get_field(self.parent_field).related_model
        assert isinstance(parent, type)
        return parent

    def parents(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Where the user may add an entry of this kind."""
        model = self.parent_model
        if not issubclass(model, OwnedModel):
            return model._default_manager.all()
        path = model.organization_path
        allowed = organizations_where(visit_of(request).user, self.right)
        parents = model.objects.filter(**{f"{path}__in" if path else "pk__in": allowed})
        if path:
            parents = parents.select_related(path)
        if (to_state := model.state_lookup()) is not None:
            parents = parents.filter(**{f"{to_state}__in": EDITABLE_STATES})
        return parents

    def find_parent(self, request: HttpRequest) -> models.Model | None:
        """The parent that the address names, None when it names none. 404 for any other."""
        named = request.GET.get(self.parent_field) or request.POST.get(self.parent_field)
        if not named:
            return None
        parent = self.parents(request).filter(pk=named).first() if named.isdecimal() else None
        if parent is None:
            raise Http404
        assert isinstance(parent, models.Model)
        return parent

    def choose_parent(self, request: HttpRequest) -> HttpResponse:
        """Ask where the new entry belongs; where there is one place only, go on."""
        parents = list(self.parents(request)[: MOST_PARENTS + 1])
        query = request.GET.copy()

        def address(parent: models.Model) -> str:
            query[self.parent_field] = str(parent.pk)
            return f"{request.path}?{query.urlencode()}"

        if len(parents) == 1:
            return HttpResponseRedirect(address(parents[0]))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"เพิ่ม{self.opts.verbose_name}",
            "parent_name": self.parent_model._meta.verbose_name,
            "parents": [(address(parent), self.full_name(parent)) for parent in parents],
            "is_cut": len(parents) > MOST_PARENTS,
        }
        return TemplateResponse(request, "admin/choose_parent.html", context)

    def trail(self, entry: models.Model) -> list[models.Model]:
        """What the entry stands in, outermost first, itself left out."""
        found: list[models.Model] = []
        here: models.Model | None = entry
        while here is not None:
            its_admin = self.admin_site._registry.get(type(here))
            field = its_admin.parent_field if isinstance(its_admin, InParent) else ""
            here = getattr(here, field) if field else None
            if here is not None:
                found.insert(0, here)
        return found

    def full_name(self, entry: models.Model) -> str:
        """The entry with what it stands in."""
        return " · ".join(str(each) for each in (*self.trail(entry), entry))
