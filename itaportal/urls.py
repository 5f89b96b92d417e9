"""All addresses of the portal.

Anything under a first path segment that is not listed before the apps is an organization's code.
Error pages are templates/400.html, 403.html, 403_csrf.html, 404.html and 500.html, which Django's
own handlers find by name.
"""

from django.urls import include, path

from measures.admin import entry_site

urlpatterns = [
    path("admin/", entry_site.urls),
    path("", include("measures.urls")),
    path("", include("reports.urls")),
]
