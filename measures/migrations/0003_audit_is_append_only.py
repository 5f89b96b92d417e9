"""The record of changes can only be added to, by triggers on either database."""

from django.db import migrations

from measures.models.append_only import keep_append_only, let_go


class Migration(migrations.Migration):
    dependencies = [("measures", "0002_announced_scores_and_levels")]

    operations = [
        migrations.RemoveConstraint(model_name="auditentry", name="audit_action_known"),
        migrations.RunPython(keep_append_only, let_go),
    ]
