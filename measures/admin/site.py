"""The site of the entry forms: who comes in, what it is called, how its index is grouped."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.decorators import method_decorator

from measures.forms.people import OwnPasswordForm
from measures.queries.organizations import sees_demo

# The nouns of the index, in the order of an office's work.
GROUPS = {
    "แผนและผลการดำเนินการ": (
        "MeasurePlan", "Section", "GroupHeading", "Row", "Measure", "Step", "Responsibility",
        "RoundResult", "ScoreCitation", "IndicatorAnalysis", "AppendixLink", "AppendixPicture",
        "Signatory",
    ),
    "คะแนน": ("YearlyScore",),
    "หน่วยงานและบุคคล": (
        "Organization", "ResponsibleUnit", "Membership", "User", "OrganizationDeadline",
    ),
    "ข้อมูลอ้างอิงของปี": (
        "FiscalYear", "Deadline", "Framework", "Instrument", "Indicator", "Issue", "GradeBand",
        "Question", "QuestionLink", "DisclosureItem",
    ),
    "การตรวจสอบย้อนหลัง": ("AuditEntry",),
}  # fmt: skip


class EntrySite(admin.AdminSite):
    """Django's admin as the portal's entry forms, in Thai."""

    site_title = "แบบบันทึกข้อมูล มาตรการ ITA"
    site_header = "แบบบันทึกข้อมูล มาตรการส่งเสริมคุณธรรมและความโปร่งใส"
    index_title = "เลือกข้อมูลที่ต้องการกรอกหรือแก้ไข"
    enable_nav_sidebar = False

    @method_decorator(login_not_required)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """There is one sign-in page, the portal's own; those signed in have no right to come in."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied("บัญชีของท่านยังไม่ได้รับสิทธิเข้าแบบบันทึกข้อมูล โปรดติดต่อผู้ดูแลหน่วยงาน")
        query = urlencode({"next": request.GET.get("next", resolve_url("admin:index"))})
        return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{query}")

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """One's own password, changed through the action."""
        view = PasswordChangeView.as_view(
            form_class=OwnPasswordForm,
            success_url=reverse("admin:password_change_done"),
            template_name="registration/password_change_form.html",
            extra_context={**self.each_context(request), **(extra_context or {})},
        )
        return view(request)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Names for a field that chooses an entry; Django fails on relations seen backwards."""
        asked = request.GET
        try:
            model = apps.get_model(asked.get("app_label", ""), asked.get("model_name", ""))
            field = model._meta.get_field(asked.get("field_name", ""))
        except (LookupError, FieldDoesNotExist) as error:
            raise PermissionDenied from error
        if not field.concrete:
            raise PermissionDenied
        return super().autocomplete_view(request)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Mark every page when something of what the user sees is sample data."""
        return {**super().each_context(request), "shows_demo": sees_demo(request.user)}

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The nouns in groups, in the order of an office's work rather than of the alphabet."""
        apps = super().get_app_list(request, app_label)
        models = {model["object_name"]: (app, model) for app in apps for model in app["models"]}
        grouped = []
        for name, members in GROUPS.items():
            shown = [models[member] for member in members if member in models]
            if shown:
                grouped.append(
                    {**shown[0][0], "name": name, "models": [model for _, model in shown]}
                )
        return grouped


entry_site = EntrySite(name="admin")
