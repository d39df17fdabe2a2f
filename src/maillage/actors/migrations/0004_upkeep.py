
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('actors', '0003_first_traces'),
        ('territory', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='suggestion',
            name='form_key',
            field=models.CharField(blank=True, max_length=40, null=True),
        ),
        migrations.AddField(
            model_name='suggestion',
            name='language',
            field=models.CharField(default='fr', max_length=8),
        ),
        migrations.AlterField(
            model_name='confirmationask',
            name='answer',
            field=models.CharField(blank=True, choices=[('still_true', 'c’est toujours vrai'), ('changed', 'des choses ont changé'), ('stopped', 'nous avons arrêté'), ('no_more', 'ne plus me demander')], max_length=10),
        ),
        migrations.AlterField(
            model_name='keepercode',
            name='contact',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='actors.contact'),
        ),
        migrations.AddIndex(
            model_name='actor',
            index=models.Index(fields=['territory', 'listing', 'confirmed_at'], name='actor_by_freshness'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.UniqueConstraint(fields=('territory', 'form_key'), name='suggestion_form_once'),
        ),
    ]
