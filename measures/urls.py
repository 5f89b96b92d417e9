"""Addresses of the measures app: signing in and out."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from .forms.sign_in import SignInForm

urlpatterns = [
    path(
        "login/",
        LoginView.as_view(authentication_form=SignInForm, template_name="measures/sign_in.html"),
        name="login",
    ),
    path("logout/", LogoutView.as_view(), name="logout"),
]
