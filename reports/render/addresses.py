"""Addresses of the web within a text, which every writer makes links of."""

from __future__ import annotations

import re

ADDRESS = r"(?i:https?://|www\.)[^\s<>\"“”()]*[^\s<>\"“”().,;:!?]"
"""A pattern; the point or comma after an address belongs to the sentence."""


def web_address(text: str) -> str:
    """Where an address as typed leads to: www.… without a scheme is http, which servers upgrade."""
    return text if re.match(r"(?i:https?:)", text) else f"http://{text}"
