"""A picture in a form: chosen as a file, kept by its content, shown small while it stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from itaportal.thai.numerals import thai_digits
from measures.exchange.picture_files import keep_picture
from measures.exchange.pictures import (
    MAX_FILE_BYTES,
    MAX_PIXELS,
    MAX_PNG_PIXELS,
    RefusedPicture,
    safe_picture,
)
from measures.models import AppendixPicture, Organization

_SALT = "picture chosen before"
HOW_TO_CHOOSE = thai_digits(
    f"ภาพ JPEG ไม่เกิน {MAX_PIXELS // 1_000_000} ล้านจุด หรือ PNG ไม่เกิน "
    f"{MAX_PNG_PIXELS // 1_000_000} ล้านจุด ขนาดไม่เกิน {MAX_FILE_BYTES // 1_000_000} ล้านไบต์ "
    "ระบบจะลบข้อมูลแฝง เช่น สถานที่ถ่ายภาพ"
)


@dataclass(frozen=True, slots=True)
class SentPicture:
    """What a page sent: a file, the signed name of one sent before, or the wish for none."""

    upload: UploadedFile | None = None
    kept: str = ""
    remove: bool = False


class PictureInput(forms.FileInput):
    """Chooses a file. One chosen before an error of another field need not be chosen again."""

    address = ""
    """Of the stored picture."""
    stored = ""
    can_remove = False

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": "image/jpeg,image/png", **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Everything that was sent of the picture."""
        return SentPicture(
            files.get(name), data.get(f"{name}-kept", ""), bool(data.get(f"{name}-remove"))
        )

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:  # noqa: ARG002
        """Never: a page without a file leaves the picture as it is."""
        return False

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The picture that is there, then what chooses another."""
        shown = SafeString("")
        if value and value == self.stored and self.address:
            shown = format_html('<img class="picture" src="{}" alt="ภาพที่บันทึกไว้">', self.address)
        elif value and value != self.stored:
            shown = format_html(
                '<span class="picture-chosen">เลือกไฟล์ไว้แล้ว จะบันทึกพร้อมข้อมูลอื่นในหน้านี้</span>'
                '<input type="hidden" name="{}-kept" value="{}">',
                name,
                signing.dumps(value, salt=_SALT),
            )
        remove = SafeString("")
        if self.can_remove and self.stored:
            remove = format_html(
                '<label class="picture-remove"><input type="checkbox" name="{}-remove"> '
                "ไม่ใช้ภาพ</label>",
                name,
            )
        # As for Django's own: a file that is there need not be chosen again.
        wanted = {key: each for key, each in (attrs or {}).items() if key != "required"}
        return shown + super().render(name, None, wanted, renderer) + remove


class PictureFormField(forms.FileField):
    """A picture; cleaned to the name of its file ("" for none), which is kept by then.

    A file without a row that names it is nothing: see `picture_files`.
    """

    widget = PictureInput
    code = ""
    """The organization's, below which a file is kept."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("max_length", None)
        super().__init__(**kwargs)
        self.help_text = f"{self.help_text} {HOW_TO_CHOOSE}".strip()
        self._chosen = ""

    def belongs_to(self, entry: AppendixPicture | Organization) -> None:
        """Keep files below the entry's organization, show the picture that it has."""
        self.code = entry.owner.code
        widget: Any = self.widget
        widget.address = picture_address(entry)
        widget.stored = stored_name(entry)
        widget.can_remove = not self.required

    def clean(self, data: Any, initial: Any = None) -> str:
        """The name of the chosen file, else of the one there. Raises ValidationError."""
        assert isinstance(data, SentPicture)
        if data.upload is not None:
            self._chosen = self._kept(data.upload)
        elif data.kept:
            self._chosen = self._kept_before(data.kept)
        elif data.remove and not self.required:
            return ""
        name = self._chosen or initial or ""
        if self.required and not name:
            raise ValidationError(self.error_messages["required"], code="required")
        return name

    def _kept(self, upload: UploadedFile) -> str:
        upload.seek(0)  # the form may be read twice
        try:
            return keep_picture(self.code, safe_picture(upload.read(MAX_FILE_BYTES + 1)))
        except RefusedPicture as refused:
            raise ValidationError(f"ไฟล์ “{upload.name}”: {refused}", code="picture") from refused

    def _kept_before(self, note: str) -> str:
        try:
            name = str(signing.loads(note, salt=_SALT))
        except signing.BadSignature:
            return ""
        return name if name.startswith(f"{self.code}/") else ""

    def bound_data(self, data: Any, initial: Any) -> Any:  # noqa: ARG002
        """The name of what the page shows: the file just chosen, else the one there."""
        return self._chosen or initial

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether a file was chosen or is to go."""
        assert isinstance(data, SentPicture)
        return not self.disabled and bool(data.upload or data.kept or (data.remove and initial))


def stored_name(entry: AppendixPicture | Organization) -> str:
    """The name of the entry's picture; "" for none."""
    name: str = entry.picture if isinstance(entry, AppendixPicture) else entry.emblem
    return name


def picture_address(entry: AppendixPicture | Organization) -> str:
    """Where members see the entry's picture, as small as forms and lists show it; "" for none."""
    if not stored_name(entry) or entry.pk is None:
        return ""
    if isinstance(entry, Organization):
        return reverse("emblem", args=(entry.code,))
    plan = entry.plan
    of_plan = (plan.organization.code, plan.fiscal_year.year_be)
    return f"{reverse('plan-picture', args=(*of_plan, entry.pk))}?small=1"
