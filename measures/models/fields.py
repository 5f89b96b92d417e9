"""Model fields of the domain: the text of a table cell, and a picture."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from measures.rules.paragraphs import Paragraph, paragraphs_from_json, paragraphs_to_json

Paragraphs = tuple[Paragraph, ...]


class PictureField(models.CharField):  # type: ignore[type-arg]
    """The name of a picture's file as `exchange.picture_files` gives it; the form takes a file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 130
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Leave out what the constructor sets itself."""
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs


class ParagraphsField(models.JSONField):
    """`tuple[Paragraph, ...]`, kept as a JSON list of objects, empty by default."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", tuple)
        kwargs["blank"] = True
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Leave out what the constructor sets itself."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("blank", None)
        if kwargs.get("default") is tuple:
            del kwargs["default"]
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Paragraphs:
        """Stored list of objects to paragraphs."""
        return paragraphs_from_json(super().from_db_value(value, expression, connection) or [])

    def to_python(self, value: Any) -> Paragraphs:
        """Paragraphs, or their JSON objects, to paragraphs; anything else is refused in Thai."""
        if isinstance(value, tuple) and all(isinstance(each, Paragraph) for each in value):
            return value
        try:
            return paragraphs_from_json(value or [])
        except (TypeError, ValueError, KeyError) as error:
            raise ValidationError("ข้อความในช่องต้องเป็นรายการย่อหน้า", code="paragraphs") from error

    def validate(self, value: Any, model_instance: Any) -> None:
        """Check as JSON what is stored as JSON."""
        super().validate(paragraphs_to_json(value), model_instance)

    def get_prep_value(self, value: Any) -> Any:
        """Paragraphs to the stored list of objects."""
        if isinstance(value, tuple):
            value = paragraphs_to_json(value)
        return super().get_prep_value(value)

    def value_to_string(self, obj: models.Model) -> Any:
        """For serializers: the JSON objects."""
        return paragraphs_to_json(self.value_from_object(obj))
