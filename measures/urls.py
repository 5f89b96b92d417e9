"""Addresses of the measures app: signing in and out, pictures.

Every private address begins with an organization's code; years are Buddhist era.
"""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from .forms.sign_in import SignInForm
from .views.pictures import emblem, plan_picture
from .views.scores import plan_scores

urlpatterns = [
    path(
        "login/",
        LoginView.as_view(authentication_form=SignInForm, template_name="measures/sign_in.html"),
        name="login",
    ),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("<slug:code>/emblem/", emblem, name="emblem"),
    path("<slug:code>/<int:year_be>/scores/", plan_scores, name="plan-scores"),
    path("<slug:code>/<int:year_be>/pictures/<int:pk>/", plan_picture, name="plan-picture"),
]
