"""Addresses of bringing measures in from elsewhere: a file.

A file that waits or was imported is named by its key within its organization and year.
"""

from django.urls import path

from .views.imports import (
    import_cancel,
    import_check,
    import_done,
    import_file,
    import_marked,
    import_undo,
)

OF_YEAR = "<slug:code>/<int:year_be>/import/"

urlpatterns = [
    path("<slug:code>/import/", import_file, name="import-start"),
    path(OF_YEAR, import_file, name="import-file"),
    path(f"{OF_YEAR}<int:pk>/", import_check, name="import-check"),
    path(f"{OF_YEAR}<int:pk>/marked/", import_marked, name="import-marked"),
    path(f"{OF_YEAR}<int:pk>/done/", import_done, name="import-done"),
    path(f"{OF_YEAR}<int:pk>/undo/", import_undo, name="import-undo"),
    path(f"{OF_YEAR}<int:pk>/cancel/", import_cancel, name="import-cancel"),
]
