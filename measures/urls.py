"""Addresses of the measures app: signing in and out, one's own account, pictures, imports.

Every private address begins with an organization's code; years are Buddhist era.
"""

from allauth.account.views import LoginView
from django.contrib.auth.views import LogoutView
from django.urls import include, path, re_path

from .views.cell_history import cell_history
from .views.cells import cell_saving
from .views.evidence import plan_evidence
from .views.general import plan_general
from .views.help import help_page, manual
from .views.notices import read_notices
from .views.pictures import emblem, plan_picture
from .views.reminders import remind_unit
from .views.scores import plan_scores
from .views.start_plan import start_plan

sign_in = LoginView.as_view(template_name="measures/sign_in.html")

urlpatterns = [
    path("login/", sign_in, name="login"),
    # The same by the name that allauth asks for.
    path("login/", sign_in, name="account_login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("account/", include("measures.account_urls")),
    path("help/", help_page, name="help"),
    re_path("^help/(?P<manual>clerk|supervisor)/$", manual, name="manual"),
    path("<slug:code>/start/", start_plan, name="start-plan"),
    path("<slug:code>/", include("measures.organization_urls")),
    path("<slug:code>/notices/read/", read_notices, name="read-notices"),
    path("<slug:code>/emblem/", emblem, name="emblem"),
    path("<slug:code>/<int:year_be>/evidence/", plan_evidence, name="plan-evidence"),
    path("<slug:code>/<int:year_be>/general/", plan_general, name="plan-general"),
    path("<slug:code>/<int:year_be>/remind/<int:pk>/", remind_unit, name="remind-unit"),
    path("<slug:code>/<int:year_be>/scores/", plan_scores, name="plan-scores"),
    path("<slug:code>/<int:year_be>/measures/cells/", cell_saving, name="save-cell"),
    path(
        "<slug:code>/<int:year_be>/measures/cells/<int:pk>/<slug:column>/history/",
        cell_history,
        name="cell-history",
    ),
    path("<slug:code>/<int:year_be>/pictures/<int:pk>/", plan_picture, name="plan-picture"),
    path("", include("measures.import_urls")),
]
