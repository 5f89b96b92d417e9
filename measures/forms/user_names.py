"""User names as they are typed: Thai digits are the same as Arabic ones."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import UsernameField

from itaportal.thai.numerals import all_arabic_digits


class UserNameField(UsernameField):
    """A user name in NFKC, as Django's, with Arabic digits: clerk๑ and clerk1 are one name."""

    def to_python(self, value: Any) -> str:
        """The name that is stored and asked for."""
        return all_arabic_digits(super().to_python(value) or "")
