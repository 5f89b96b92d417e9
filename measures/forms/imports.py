"""Forms of an import: the file and its year, then what its columns are and how much to import."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from itaportal.thai.numerals import thai_digits
from measures.choices import Round
from measures.exchange.archive import MAX_FILE_BYTES
from measures.exchange.columns import ReadColumn
from measures.exchange.wordings import Column
from measures.models import FiscalYear

ENDINGS = (".docx", ".xlsx", ".csv", ".txt", ".json")
_LARGEST = thai_digits(str(MAX_FILE_BYTES // 1_000_000))


class UploadForm(forms.Form):
    """A file to import, and the fiscal year where the address does not name it."""

    year: forms.ModelChoiceField[FiscalYear] = forms.ModelChoiceField(
        queryset=None,
        to_field_name="year_be",
        label="ปีงบประมาณที่ดำเนินการ",
        empty_label="เลือกปีงบประมาณ",
        error_messages={
            "required": "ยังไม่ได้เลือกปีงบประมาณ โปรดเลือกปีที่ดำเนินการตามมาตรการ เช่น ๒๕๖๘",
            "invalid_choice": "ปีงบประมาณ: อ่านได้ “%(value)s” โปรดเลือกจากรายการ เช่น ๒๕๖๘",
        },
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    file = forms.FileField(
        label="ไฟล์",
        max_length=None,
        help_text=f"Word (.docx) Excel (.xlsx) CSV (.csv) ข้อความ (.txt) หรือ JSON ที่ส่งออกจากระบบนี้ "
        f"ขนาดไม่เกิน {_LARGEST} ล้านไบต์",
        error_messages={
            "required": "ยังไม่ได้เลือกไฟล์ โปรดเลือกไฟล์ของหน่วยงาน เช่น measures-2568.docx",
            "empty": "ไฟล์ที่เลือกไม่มีเนื้อหา โปรดเปิดไฟล์ตรวจดู แล้วเลือกใหม่ เช่น measures-2568.docx",
        },
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )

    def __init__(self, *args: Any, years: QuerySet[FiscalYear] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if years is None:
            del self.fields["year"]
        else:
            field = self.fields["year"]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = years
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.field_template = "forms/field.html"
        self.helper.add_input(Submit("", "อ่านไฟล์", css_id="read"))

    def clean_file(self) -> UploadedFile:
        """A file that is not too large to be read at all."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_FILE_BYTES:
            raise forms.ValidationError(
                thai_digits(
                    f"ไฟล์มีขนาด {(file.size or 0) / 1_000_000:.1f} ล้านไบต์ ระบบรับไม่เกิน "
                    f"{_LARGEST} ล้านไบต์ "
                )
                + "โปรดลดขนาดรูปภาพในไฟล์ หรือแยกเป็นหลายไฟล์",
                code="too_large",
            )
        return file


ASIDE = "เก็บไว้ในข้อความอื่นของแถว"
_WHOLE = "ทั้งแผน"


class CheckForm(forms.Form):
    """What each column of the file is, how much of it to import, and whether content gives way."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    scope = forms.TypedChoiceField(
        label="นำเข้า",
        coerce=lambda value: Round(int(value)),
        empty_value=None,
        required=False,
        choices=[
            ("", _WHOLE),
            *((round.value, f"เฉพาะผลของ{round.label}") for round in Round),
        ],
        help_text="ถ้ายังไม่มีแผนของปีนี้ จะนำเข้าทั้งแผน โดยผลการดำเนินการเป็นของรอบที่เลือก",
        error_messages={"invalid_choice": f"อ่านได้ “%(value)s” โปรดเลือกจากรายการ เช่น {_WHOLE}"},
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    replace = forms.BooleanField(
        label="ให้เนื้อหาจากไฟล์แทนที่เนื้อหาเดิมของแผน (เลิกทำได้ภายหลัง)", required=False
    )

    def __init__(
        self,
        *args: Any,
        columns: tuple[ReadColumn, ...],
        overwrites: bool,
        shown: str,
        scope: int | None,
    ) -> None:
        super().__init__(*args)
        self.initial = {"shown": shown, "scope": scope or ""}
        self._names: dict[str, str] = {}
        self._columns = columns
        for column in columns:
            if column.key in self._names:
                continue  # the same heading in another table is the same column
            name = f"column-{len(self._names) + 1}"
            self._names[column.key] = name
            heading = column.heading or thai_digits(f"คอลัมน์ที่ {column.key[1:]} ไม่มีหัว")
            self.fields[name] = forms.TypedChoiceField(
                label=f"“{heading}” ลงในช่อง",
                choices=[("", ASIDE), *((each.name, each.value) for each in Column)],
                coerce=lambda value: Column[value],
                empty_value=None,
                required=False,
                error_messages={
                    "invalid_choice": "อ่านได้ “%(value)s” โปรดเลือกจากรายการ เช่น มาตรการ"
                },
            )
            self.initial[name] = column.column.name if column.column else ""
        if not overwrites:
            del self.fields["replace"]

    @property
    def column_rows(self) -> list[tuple[ReadColumn, forms.BoundField]]:
        """The columns of the file, each with the field that says what it is."""
        first = {column.key: column for column in reversed(self._columns)}
        return [(first[key], self[name]) for key, name in self._names.items()]

    @property
    def sure(self) -> int:
        """How many columns were known by their whole headings."""
        return sum(column.is_sure and column.column is not None for column, _ in self.column_rows)

    @property
    def columns(self) -> dict[str, Column | None]:
        """What each column is, by its key."""
        return {key: self.cleaned_data[name] for key, name in self._names.items()}

    @property
    def is_as_read(self) -> bool:
        """Whether nothing was chosen that the page was not made of."""
        read = {key: self.initial[name] for key, name in self._names.items()}
        chosen = {key: each.name if each else "" for key, each in self.columns.items()}
        scope = self.cleaned_data["scope"]
        return read == chosen and (scope.value if scope else "") == self.initial["scope"]

    def clean(self) -> dict[str, Any]:
        """Within one table, no two columns are the same field."""
        cleaned = super().clean() or self.cleaned_data
        taken: dict[tuple[int, Column], ReadColumn] = {}
        for column in self._columns:
            name = self._names[column.key]
            chosen = cleaned.get(name)
            if chosen is None:
                continue
            other = taken.setdefault((column.table, chosen), column)
            if other is not column and name not in self.errors:
                self.add_error(
                    name,
                    f"เลือก “{chosen.value}” ไว้แล้วที่คอลัมน์ “{other.heading}” โปรดเลือกช่องอื่น "
                    f"เช่น {ASIDE}",
                )
        return cleaned


class UndoForm(forms.Form):
    """Taking an import back; `over_changes` when what was edited since may go, too."""

    over_changes = forms.BooleanField(
        label="เลิกทำแม้มีการแก้ไขหลังจากนำเข้า และยอมให้ข้อความที่แก้ไขหายไป", required=False
    )
