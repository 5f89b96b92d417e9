"""The entry forms: Django's admin over every noun, scoped to the user's organizations.

`rules.py` holds what all have in common (rights, Thai fields, choices), `parents.py` where an entry
stands, `entry.py` its page, `inlines.py` the lists in it, `visit.py` what one request knows,
`display.py` and `filters.py` how lists show and narrow, `site.py` the site. The rest is one module
a group of nouns.
"""

from . import (
    audit,
    deadlines,
    evidence,
    frameworks,
    organizations,
    people,
    plans,
    results,
    rows,
    scores,
)
from .site import entry_site

__all__ = [
    "audit",
    "deadlines",
    "entry_site",
    "evidence",
    "frameworks",
    "organizations",
    "people",
    "plans",
    "results",
    "rows",
    "scores",
]
