"""The forms of the page of evidence, taken together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.http import QueryDict

from measures.actions.evidence import add_link, change_texts
from measures.forms.evidence import (
    AppendixTextForm,
    LinkForm,
    NewLinkForm,
    NewPicturesForm,
    PictureTextsForm,
)
from measures.models import AppendixLink, AppendixPicture, MeasurePlan, User


@dataclass(frozen=True, slots=True)
class Part:
    """A picture or link of the page with its form; `name` is what the page's buttons call it."""

    name: str
    entry: AppendixPicture | AppendixLink
    form: PictureTextsForm | LinkForm


class EvidenceForms:
    """All forms of one page; `sent` is what a browser sent of it, None to show what is stored.

    `refusals` are messages of no field; `is_link_there` says that the new link was no new one.
    """

    def __init__(self, plan: MeasurePlan, sent: QueryDict | None) -> None:
        self.plan = plan
        self.refusals: list[str] = []
        self.pictures = [
            self._part(PictureTextsForm, f"picture-{each.pk}", each, sent)
            for each in plan.pictures.order_by("position")
        ]
        self.links = [
            self._part(LinkForm, f"link-{each.pk}", each, sent)
            for each in plan.links.order_by("position")
        ]
        self.text = AppendixTextForm(_of("text", sent), instance=plan)
        self.new_link = NewLinkForm(sent, instance=AppendixLink(plan=plan))
        self.new_pictures = NewPicturesForm()
        self.changed = self.is_link_there = False
        if sent is not None:
            self._say_what_is_gone(sent)

    def _part(
        self,
        form: type[PictureTextsForm | LinkForm],
        name: str,
        entry: AppendixPicture | AppendixLink,
        sent: QueryDict | None,
    ) -> Part:
        return Part(name, entry, form(_of(name, sent), instance=entry, prefix=name))

    def __iter__(self) -> Iterator[forms.BaseForm]:
        """The forms in the order of the page."""
        yield from (part.form for part in (*self.pictures, *self.links))
        yield self.new_link
        yield self.text

    @property
    def undescribed(self) -> list[tuple[int, Part]]:
        """Pictures without an alternative text, with their numbers from 1."""
        return [
            (number, part)
            for number, part in enumerate(self.pictures, start=1)
            if isinstance(part.entry, AppendixPicture) and not part.entry.alternative_text
        ]

    @property
    def has_errors(self) -> bool:
        """Whether something was refused."""
        return bool(self.refusals) or any(form.is_bound and form.errors for form in self)

    def saved(self, *, by: User) -> bool:
        """Save all texts that were typed, all or none; False where a form has errors."""
        bound = [form for form in self if form.is_bound]
        if not all(form.is_valid() for form in bound):
            return False
        changed = [
            form
            for form in bound
            if isinstance(form, PictureTextsForm | LinkForm | AppendixTextForm)
            and form.has_changed()
        ]
        change_texts(((form.instance, form.changes) for form in changed), by=by)
        self.changed = bool(changed)
        if self.new_link.has_changed():
            self.is_link_there = not add_link(self.new_link.instance, by=by)
            self.changed = self.changed or not self.is_link_there
        return True

    def _say_what_is_gone(self, sent: QueryDict) -> None:
        """What was typed at pictures and links that another removed meanwhile stays to be read."""
        there = {part.name for part in (*self.pictures, *self.links)}
        for note in sent:
            name, _, field = note.rpartition("-")
            if field != "as_shown" or name in there or not name.startswith(("picture-", "link-")):
                continue
            of_it = [each for each in sent if each.startswith(f"{name}-") and each != note]
            texts = " ".join(str(sent[each]) for each in of_it if sent[each])
            self.refusals.append(
                "ภาพหรือลิงก์รายการหนึ่งถูกผู้อื่นลบไปแล้วหลังจากท่านเปิดหน้านี้ จึงนำออกจากหน้านี้ โปรดบันทึกอีกครั้ง"
                + (f" ข้อความที่ท่านกรอกไว้คือ “{texts}”" if texts else "")
            )


def _of(name: str, sent: QueryDict | None) -> QueryDict | None:
    """What was sent, if the page that was sent had this form: it may be newer than the page."""
    return sent if sent is not None and f"{name}-as_shown" in sent else None
