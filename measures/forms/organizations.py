"""The form of an organization: an emblem comes with the words that stand for it."""

from __future__ import annotations

from typing import Any

from .entries import EntryForm


class OrganizationForm(EntryForm):
    """An organization, with its emblem once it is stored."""

    def clean(self) -> dict[str, Any]:
        """An emblem needs its alternative text; without one there is nothing to describe."""
        cleaned = super().clean()
        text = "emblem_alternative_text"
        if cleaned.get("emblem") and text in cleaned and not cleaned[text]:
            self.add_error(
                text, "เลือกตราไว้แล้ว โปรดบรรยายสิ่งที่เห็นในตรา สำหรับผู้ที่มองไม่เห็น เช่น ตรารูปพระธาตุในวงกลม"
            )
        return cleaned
