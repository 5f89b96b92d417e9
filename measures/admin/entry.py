"""The page of one entry: every change goes through an action and is recorded by it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.forms import BaseModelFormSet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from itaportal.thai.numerals import thai_digits
from measures.actions.entries import add_entry, change_entry, remove_entry
from measures.actions.order import PARENTS, next_position, place_in_order
from measures.actions.rows import remove_measure
from measures.forms.entries import EntryForm
from measures.models import Measure
from measures.queries.history import history_of
from measures.queries.search import holding_text

from .display import admin_url, moment
from .parents import InParent
from .visit import is_open, visit_of

MOST_CHANGES = 300


class EntryAdmin(InParent):
    """The base of all entry forms."""

    form = EntryForm
    search_cells: tuple[str, ...] = ()
    list_per_page = 50
    show_full_result_count = False
    view_on_site = False
    save_on_top = False
    delete_selected_confirmation_template = None
    change_form_template = "admin/entry_form.html"
    object_history_template = "admin/entry_history.html"

    def has_module_permission(self, request: HttpRequest) -> bool:
        """The index shows what `has_view_permission` allows."""
        return True

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        """Cells are searched by their text."""
        if not self.search_cells or not search_term:
            return super().get_search_results(request, queryset, search_term)
        found = holding_text(self.model._default_manager.all(), self.search_cells, search_term)
        return queryset.filter(pk__in=found.values("pk")), False

    # The form

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """A form whose choices lie in the same parent."""
        visit = visit_of(request)
        parent = getattr(obj, self.parent_field) if obj and self.parent_field else visit.parent
        base = kwargs.pop("form", self.form)
        attributes = {"refusal": visit.refusal, "parent_field": self.parent_field, "parent": parent}
        form = super().get_form(
            request, obj, change=change, form=type(base.__name__, (base,), attributes), **kwargs
        )
        self.limit_choices(form.base_fields, self.choices_in(parent))
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page; what an action refuses is shown in the form, with all that was typed."""
        visit = visit_of(request)
        if object_id is None:
            if not self.has_add_permission(request):
                raise PermissionDenied(f"ท่านไม่มีสิทธิเพิ่ม{self.opts.verbose_name}")
            if self.parent_field:
                visit.parent = self.find_parent(request)
                if visit.parent is None:
                    return self.choose_parent(request)
                visit.draft = self.model(**{self.parent_field: visit.parent})
        try:
            with transaction.atomic():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as error:
            visit.refusal = error
        except IntegrityError:
            visit.refusal = ValidationError(
                "มีผู้อื่นบันทึกข้อมูลเดียวกันพร้อมกับท่าน ข้อมูลของท่านยังไม่ได้บันทึก โปรดตรวจลำดับและบันทึกอีกครั้ง"
            )
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Say where the entry stands, and why it cannot be changed if so."""
        entry = context.get("original") or visit_of(request).draft
        trail = self.trail(entry) if entry else []
        verb = "เพิ่ม" if context["original"] is None else "แก้ไข"
        if context["original"] and not self.has_change_permission(request, context["original"]):
            verb = "ดู"
        context["title"] = f"{verb}{self.opts.verbose_name}"
        context["trail"] = [(admin_url(each), str(each), each._meta) for each in trail]
        if entry and not is_open(entry):
            context["closed"] = "แผนนี้อยู่ในสถานะที่แก้ไขไม่ได้ จึงดูได้อย่างเดียว โปรดส่งกลับแก้ไขก่อนหากต้องการแก้ไข"
        return super().render_change_form(request, context, *args, **kwargs)

    # Changes

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Through the actions that every other way in uses."""
        if type(obj) in PARENTS and obj.position is None:
            obj.position = next_position(obj)
        self.store(request, obj, change=change, shown=getattr(form, "changes", None))

    def store(
        self,
        request: HttpRequest,
        entry: models.Model,
        *,
        change: bool,
        shown: Mapping[str, Any] | None = None,
    ) -> None:
        """Add or change one entry; a right lost meanwhile becomes an error in the form."""
        try:
            if change:
                change_entry(entry, by=visit_of(request).user, shown=shown)
            else:
                add_entry(entry, by=visit_of(request).user)
        except PermissionDenied as error:
            raise ValidationError(str(error)) from error
        except ObjectDoesNotExist as error:
            raise ValidationError(
                f"{entry._meta.verbose_name} “{entry}” ถูกลบไปแล้วโดยผู้อื่น โปรดเปิดหน้านี้ใหม่"
            ) from error

    def save_formset(
        self, request: HttpRequest, form: Any, formset: BaseModelFormSet[Any, Any], change: bool
    ) -> None:
        """Remove, reorder, change, add: so that a freed position can be taken at once."""
        formset.save(commit=False)
        if not formset.has_changed():
            return  # also a list that the user may only look at
        for entry in formset.deleted_objects:
            self.remove(request, entry)
        stored = [each for each in formset.initial_forms if each.instance.pk is not None]
        kept = [each.instance for each in stored if each.instance not in formset.deleted_objects]
        if formset.model in PARENTS:
            moved = [
                each for each in stored if each.instance in kept and "position" in each.changed_data
            ]
            place_in_order(
                {each.instance: each.instance.position for each in moved},
                shown={each.instance.pk: each.initial.get("position") for each in moved},
                by=visit_of(request).user,
            )
        changes = {id(each.instance): getattr(each, "changes", None) for each in stored}
        for entry, _ in formset.changed_objects:
            self.store(request, entry, change=True, shown=changes[id(entry)])
        last = getattr(formset, "placed_last", ())
        for entry in formset.new_objects:
            if any(entry is each for each in last):
                entry.position = next_position(entry)
            self.store(request, entry, change=False)

    def remove(self, request: HttpRequest, entry: models.Model) -> None:
        """Remove one entry; what still refers to it becomes an error in Thai."""
        try:
            if isinstance(entry, Measure):
                remove_measure(entry, by=visit_of(request).user)
            else:
                remove_entry(entry, by=visit_of(request).user)
        except PermissionDenied as error:
            raise ValidationError(str(error)) from error
        except ProtectedError as error:
            raise ValidationError(still_used(entry, error)) from error

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Through the action."""
        self.remove(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        """All or none, each through the action."""
        with transaction.atomic():
            for entry in queryset:
                self.remove(request, entry)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The confirmation; a refusal leads back to the entry and says why."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return HttpResponseRedirect("../change/")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list; removing several is all or none."""
        try:
            return super().changelist_view(request, extra_context)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return HttpResponseRedirect(request.path)

    # The record of changes is the portal's own.

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Recorded by the action."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Recorded by the action."""

    def log_deletions(self, request: HttpRequest, queryset: Iterable[Any]) -> Any:
        """Recorded by the action."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Who changed the entry, when, from what to what."""
        # Before the entry is looked up: a refusal does not say whether it exists.
        if not self.has_view_permission(request):
            raise PermissionDenied
        entry = self.get_object(request, unquote(object_id))
        if entry is None:
            raise Http404
        if not self.has_view_permission(request, entry):
            raise PermissionDenied
        changes = history_of(entry)[:MOST_CHANGES]
        context = {
            **self.admin_site.each_context(request),
            "title": f"ประวัติการแก้ไข: {entry}",
            "opts": self.opts,
            "object": entry,
            "changes": [(moment(each.at), each) for each in changes],
        }
        return TemplateResponse(request, self.object_history_template or "", context)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A list, as Django's own checks want it."""
        return list(super().get_readonly_fields(request, obj))


def still_used(entry: models.Model, error: ProtectedError) -> str:
    """Why an entry cannot be removed: the kinds and counts of what refers to it, no contents."""
    counts: dict[str, int] = {}
    for other in error.protected_objects:
        name = str(other._meta.verbose_name)
        counts[name] = counts.get(name, 0) + 1
    users = " และ".join(thai_digits(f"{name} {count} รายการ") for name, count in counts.items())
    return f"ลบ{entry._meta.verbose_name} “{entry}” ไม่ได้ เพราะมี{users}อ้างถึง โปรดแก้ไขรายการเหล่านั้นก่อน"
