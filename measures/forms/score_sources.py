"""Scores that come as a pasted column or a file: read into the table, never saved unseen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from itaportal.thai.numerals import thai_digits
from measures.exchange.archive import MAX_FILE_BYTES
from measures.exchange.isolated import read_grid_isolated
from measures.exchange.score_tables import ScoreReading
from measures.exchange.scores import MOST_PASTED, read_pasted_scores, read_score_file
from measures.exchange.source import UnreadableFile
from measures.models import Organization
from measures.queries.scores import YearSubjects, score_names


class ScoreSourceForm(forms.Form):
    """Which year's scores, and where they come from; one of the two sources is read."""

    year = forms.TypedChoiceField(
        label="เป็นคะแนนของปี",
        coerce=int,
        error_messages={
            "required": "โปรดเลือกปีของคะแนน",
            "invalid_choice": "ปีของคะแนน: อ่านได้ “%(value)s” โปรดเลือกปีจากรายการ",
        },
    )
    pasted = forms.CharField(
        label="วางทั้งคอลัมน์",
        widget=forms.Textarea({"rows": 5}),
        max_length=MOST_PASTED,
        required=False,
        strip=False,
        help_text=("บรรทัดละหนึ่งค่าตามลำดับตัวชี้วัด บรรทัดว่างคือไม่มีคะแนน หรือคัดลอกสองคอลัมน์คือชื่อและคะแนน"),
    )
    file = forms.FileField(
        label="นำเข้าจากไฟล์",
        widget=forms.FileInput({"accept": ".xlsx,.csv,.txt"}),
        required=False,
        allow_empty_file=True,
        help_text="ไฟล์ Excel (.xlsx) หรือ CSV (.csv) ที่มีชื่อตัวชี้วัดและคะแนน",
        error_messages={"invalid": "อ่านไฟล์ไม่ได้ โปรดเลือกไฟล์ .xlsx หรือ .csv อีกครั้ง"},
    )

    prefix = "source"

    def __init__(self, *args: Any, years: Sequence[int]) -> None:
        super().__init__(*args)
        choice = self.fields["year"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(each, thai_digits(str(each))) for each in years]
        self.initial["year"] = years[-1]

    def read(
        self, source: str, of_years: dict[int, YearSubjects], organization: Organization
    ) -> tuple[YearSubjects, ScoreReading] | None:
        """The scores of the pasted text, or of the file ("file"), and the year that they are of.

        What cannot be read becomes an error of the form, and None.
        """
        if not self.is_valid():
            return None
        of_year = of_years[self.cleaned_data["year"]]
        name = "file" if source == "file" else "pasted"
        try:
            reading = self._reading(name, of_year, organization)
        except UnreadableFile as refused:
            self.add_error(name, str(refused))
            return None
        if reading is None:
            return None
        if reading.problems:
            self.add_error(name, [str(problem) for problem in reading.problems])
            return None
        return of_year, reading

    def _reading(
        self, name: str, of_year: YearSubjects, organization: Organization
    ) -> ScoreReading | None:
        names = score_names(of_year, organization)
        if name == "pasted":
            if not self.cleaned_data["pasted"].strip():
                self.add_error("pasted", "โปรดวางคะแนนก่อน เช่น ๘๗.๖๗ บรรทัดละหนึ่งค่า")
                return None
            return read_pasted_scores(self.cleaned_data["pasted"], names)
        upload: UploadedFile | None = self.cleaned_data["file"]
        if upload is None:
            self.add_error("file", "โปรดเลือกไฟล์ก่อน เช่น คะแนน-ita-๒๕๖๘.xlsx")
            return None
        content = upload.read(MAX_FILE_BYTES + 1)
        return read_score_file(content, str(upload.name), names, read_grid_isolated)
