"""Addresses of the reports app: home, plans, the measures grid, reports as files, own wording.

Every private address begins with an organization's code; years are Buddhist era.
"""

from django.urls import include, path

from .views.check import (
    plan_approve,
    plan_check,
    plan_comment,
    plan_end,
    plan_reopen,
    plan_resolve,
    plan_return,
    plan_submit,
)
from .views.files import report_file, report_html, report_pdf
from .views.home import home
from .views.paste import paste_apply, paste_done, paste_page, paste_undo
from .views.plans import plan_page, plan_read
from .views.preview import report_preview
from .views.start_template import start_template
from .views.wording import own_wording_page, own_wordings

urlpatterns = [
    path("", home, name="home"),
    path("<slug:code>/wording/", own_wordings, name="own-wordings"),
    path("<slug:code>/wording/<slug:form>/", own_wording_page, name="own-wording"),
    path("<slug:code>/start/template.xlsx", start_template, name="start-template"),
    path("<slug:code>/<int:year_be>/", plan_page, name="plan"),
    path("<slug:code>/<int:year_be>/paste/", paste_page, name="paste"),
    path("<slug:code>/<int:year_be>/paste/apply/", paste_apply, name="paste-apply"),
    path("<slug:code>/<int:year_be>/paste/<int:pk>/", paste_done, name="paste-done"),
    path("<slug:code>/<int:year_be>/paste/<int:pk>/undo/", paste_undo, name="paste-undo"),
    path("<slug:code>/<int:year_be>/measures/", include("reports.grid_urls")),
    path("<slug:code>/<int:year_be>/check/", plan_check, name="plan-check"),
    path("<slug:code>/<int:year_be>/check/submit/", plan_submit, name="plan-submit"),
    path("<slug:code>/<int:year_be>/check/return/", plan_return, name="plan-return"),
    path("<slug:code>/<int:year_be>/check/comment/", plan_comment, name="plan-comment"),
    path("<slug:code>/<int:year_be>/check/resolve/", plan_resolve, name="plan-resolve"),
    path("<slug:code>/<int:year_be>/check/approve/", plan_approve, name="plan-approve"),
    path("<slug:code>/<int:year_be>/check/reopen/", plan_reopen, name="plan-reopen"),
    path("<slug:code>/<int:year_be>/check/end/", plan_end, name="plan-end"),
    path("<slug:code>/<int:year_be>/read/", plan_read, name="plan-read"),
    path(
        "<slug:code>/<int:year_be>/reports/<slug:form>/preview/",
        report_preview,
        name="report-preview",
    ),
    path("<slug:code>/<int:year_be>/reports/<slug:form>.pdf", report_pdf, name="report-pdf"),
    path("<slug:code>/<int:year_be>/reports/<slug:form>.html", report_html, name="report-html"),
    path(
        "<slug:code>/<int:year_be>/reports/<slug:form>.<slug:ending>",
        report_file,
        name="report-file",
    ),
]
