"""Addresses of the measures grid and its commands, below a plan's `measures/`."""

from django.urls import path

from .views.grid import grid_page
from .views.grid_rows import (
    comparison_inserting,
    comparison_removing,
    group_adding,
    group_removing,
    row_adding,
    row_duplicating,
    row_moving,
    row_removing,
    row_restoring,
)

urlpatterns = [
    path("", grid_page, name="grid"),
    path("groups/", group_adding, name="add-group"),
    path("groups/<int:pk>/remove/", group_removing, name="remove-group"),
    path("rows/", row_adding, name="add-row"),
    path("rows/restore/", row_restoring, name="restore-row"),
    path("rows/<int:pk>/duplicate/", row_duplicating, name="duplicate-row"),
    path("rows/<int:pk>/move/", row_moving, name="move-row"),
    path("rows/<int:pk>/remove/", row_removing, name="remove-row"),
    path("rows/<int:pk>/comparison/", comparison_inserting, name="insert-comparison"),
    path("comparisons/<int:pk>/remove/", comparison_removing, name="remove-comparison"),
]
