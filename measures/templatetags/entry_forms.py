"""Tags of the entry forms: `{% load entry_forms %}`."""

from django import template

from measures.admin.display import read_only

register = template.Library()

register.filter("read_only", read_only)
