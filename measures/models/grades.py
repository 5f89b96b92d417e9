"""The levels of a year's total."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from .frameworks import Framework, ReferenceFact


class GradeBand(ReferenceFact):
    """A level (ระดับผลการประเมิน) of a framework; the first from the top that holds is reached.

    `total_from` is the least total, `each_instrument_from` the least score of each instrument
    where the level asks for one; both percent.
    """

    framework = models.ForeignKey(
        Framework, models.CASCADE, related_name="bands", verbose_name="กรอบการประเมิน"
    )
    position = models.PositiveSmallIntegerField("ลำดับจากระดับสูงสุด")
    name = models.CharField("ระดับ", max_length=60)
    total_from = models.DecimalField(
        "คะแนนรวมตั้งแต่",
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    each_instrument_from = models.DecimalField(
        "ทุกเครื่องมือตั้งแต่",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    passes = models.BooleanField("ถือว่าผ่าน", default=False)

    class Meta:
        verbose_name = "ระดับผลการประเมิน"
        verbose_name_plural = "ระดับผลการประเมิน"
        ordering = ("framework", "position")
        constraints = (
            models.UniqueConstraint(
                fields=("framework", "position"), name="band_position_once_per_framework"
            ),
            models.UniqueConstraint(
                fields=("framework", "name"), name="band_name_once_per_framework"
            ),
            models.CheckConstraint(
                condition=models.Q(total_from__gte=0, total_from__lte=100)
                & (
                    models.Q(each_instrument_from__isnull=True)
                    | models.Q(each_instrument_from__gte=0, each_instrument_from__lte=100)
                ),
                name="band_between_0_and_100",
            ),
        )

    def __str__(self) -> str:
        return self.marked(self.name)
