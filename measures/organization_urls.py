"""Addresses of an organization's own affairs, below its code: people, settings."""

from django.urls import path

from .views import acting, office, people

urlpatterns = [
    path("people/", people.people, name="organization-people"),
    path("people/<int:pk>/", people.member, name="organization-member"),
    path("people/<int:pk>/remove/", people.remove_member, name="organization-member-remove"),
    path("people/invitations/<int:pk>/send/", people.send_again, name="invitation-send"),
    path("people/invitations/<int:pk>/withdraw/", people.withdraw, name="invitation-withdraw"),
    path("settings/", office.settings, name="organization-settings"),
    path("settings/acting/", acting.acting, name="organization-acting"),
    path("settings/acting/<int:pk>/end/", acting.end, name="organization-acting-end"),
    path("settings/units/", office.new_unit, name="organization-unit-add"),
    path("settings/units/<int:pk>/", office.unit, name="organization-unit"),
    path(
        "settings/units/<int:pk>/move/<slug:direction>/",
        office.place_unit,
        name="organization-unit-move",
    ),
    path("settings/units/<int:pk>/retire/", office.drop_unit, name="organization-unit-retire"),
]
