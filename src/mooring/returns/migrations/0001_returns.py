"""Prepared return from the offer to the last follow-up: paths, steps, offers, risks, plans, money, and who asked later.

All of it lies in the part of support. A row of a path belongs to the case of that path, and a step follows the table of states:
the database asks for both. The counter reads codes and days, and no words.
"""

import django.db.models.deletion
import mooring.safeguards.clock
import mooring.safeguards.random_keys
from django.conf import settings
from django.db import migrations, models

from mooring.casework.guarding import grant_column_reading, guard, superseded_within_the_case

OF_A_PATH = ("returnstep", "returnoffer", "riskassessment", "returnplan", "instalment", "followup")

# What may follow what: the same list as the table of states, and a test compares the two.
MOVES = (
    ("said_no_for_now", "offered"),
    ("withdrawn", "offered"),
    ("offered", "considering"),
    ("offered", "accepted"),
    ("offered", "said_no_for_now"),
    ("considering", "accepted"),
    ("considering", "said_no_for_now"),
    ("accepted", "risks_assessed"),
    ("risks_assessed", "planned"),
    ("planned", "travelling"),
    ("travelling", "planned"),
    ("travelling", "arrived"),
    ("arrived", "followed_up"),
    ("arrived", "closed"),
    ("followed_up", "closed"),
    ("offered", "withdrawn"),
    ("considering", "withdrawn"),
    ("accepted", "withdrawn"),
    ("risks_assessed", "withdrawn"),
    ("planned", "withdrawn"),
    ("travelling", "withdrawn"),
    ("arrived", "withdrawn"),
    ("followed_up", "withdrawn"),
)
FOLLOWS_THE_TABLE = f"""
create function mooring_return_step_follows() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare before text;
begin
  select state into before from returns_returnstep where superseded_by_id = new.id;
  if before is null then
    if new.state <> 'offered' or exists (select 1 from returns_returnstep where path_id = new.path_id and id <> new.id) then
      raise exception 'a prepared return begins with an offer' using errcode = 'check_violation';
    end if;
  elsif (before, new.state) not in ({", ".join(f"('{one}', '{other}')" for one, other in MOVES)}) then
    raise exception 'a prepared return does not go from % to %', before, new.state using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger follows_the_table before insert on returns_returnstep
  for each row execute function mooring_return_step_follows();
"""


def _of_the_paths_case(table: str) -> str:
    """SQL: the row lies on a path of its own case."""
    return f"exists (select 1 from returns_returnpath p where p.id = {table}.path_id and p.case_id = {table}.case_id)"


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("casework", "0013_days_that_have_begun"),
        ("names", "0007_notices"),
        ("referral", "0006_not_taken_back"),
        ("safeguards", "0010_kinds_of_agencies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name='ReturnPath',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('number', models.PositiveSmallIntegerField(help_text='The first path of the case is 1.')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='returns.returnpath')),
            ],
        ),
        migrations.CreateModel(
            name='ReturnOffer',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('offered_on', models.DateField()),
                ('language', models.CharField(max_length=8)),
                ('channel', models.CharField(choices=[('spoken', 'Spoken, in plain words'), ('interpreter', 'Spoken, through an interpreter'), ('written', 'On paper that the person could read'), ('audio', 'As a recording, for who does not read')], max_length=16)),
                ('told', models.JSONField(default=list, help_text='Codes of what was told.')),
                ('understood', models.CharField(choices=[('yes', 'Understood'), ('in_part', 'In part: to be told again'), ('no', 'Not understood: to be told again')], max_length=8)),
                ('finding', models.JSONField(help_text='What the law says of the offer; nothing where it does not answer.', null=True)),
                ('words_sealed', models.BinaryField(help_text='What the person asked, or wishes to know.', null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='returns.returnoffer')),
                ('path', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='returns.returnpath')),
            ],
        ),
        migrations.CreateModel(
            name='Instalment',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('number', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('cash', 'Money'), ('in_kind', 'In kind')], max_length=8)),
                ('amount', models.PositiveIntegerField(help_text='In the smallest unit of the currency: øre, cent, penny.')),
                ('currency', models.CharField(choices=[('DKK', 'DKK'), ('EUR', 'EUR'), ('USD', 'USD'), ('GBP', 'GBP')], max_length=3)),
                ('due_on', models.DateField()),
                ('paid_on', models.DateField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='returns.instalment')),
                ('path', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instalments', to='returns.returnpath')),
            ],
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('month', models.PositiveSmallIntegerField(help_text='Months after arrival.')),
                ('asked_on', models.DateField()),
                ('reached', models.CharField(choices=[('yes', 'Spoke with the person'), ('through_others', 'Heard through who receives the person'), ('not_reached', 'Not reached'), ('wishes_not', 'The person does not wish to be asked any more')], max_length=16)),
                ('housing', models.CharField(choices=[('good', 'Good'), ('some', 'So-so'), ('bad', 'Bad'), ('does_not_apply', 'Does not apply'), ('not_known', 'Not known')], default='not_known', max_length=16)),
                ('income', models.CharField(choices=[('good', 'Good'), ('some', 'So-so'), ('bad', 'Bad'), ('does_not_apply', 'Does not apply'), ('not_known', 'Not known')], default='not_known', max_length=16)),
                ('school', models.CharField(choices=[('good', 'Good'), ('some', 'So-so'), ('bad', 'Bad'), ('does_not_apply', 'Does not apply'), ('not_known', 'Not known')], default='not_known', max_length=16)),
                ('health', models.CharField(choices=[('good', 'Good'), ('some', 'So-so'), ('bad', 'Bad'), ('does_not_apply', 'Does not apply'), ('not_known', 'Not known')], default='not_known', max_length=16)),
                ('safety', models.CharField(choices=[('good', 'Good'), ('some', 'So-so'), ('bad', 'Bad'), ('does_not_apply', 'Does not apply'), ('not_known', 'Not known')], default='not_known', max_length=16)),
                ('exploited_again', models.CharField(choices=[('no', 'No sign of it'), ('feared', 'Feared'), ('yes', 'Yes'), ('not_known', 'Not known')], default='not_known', max_length=12)),
                ('words_sealed', models.BinaryField(help_text='What the person said.', null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='returns.followup')),
                ('path', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='returns.returnpath')),
            ],
        ),
        migrations.CreateModel(
            name='ReturnPlan',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('version', models.PositiveSmallIntegerField()),
                ('agreed_on', models.DateField()),
                ('planner', models.JSONField(help_text='Who plans, as the law says; nothing where it does not answer.', null=True)),
                ('destination', models.CharField(choices=[('home', 'The country the person calls home'), ('country_of_permit', 'Another country in which the person has a permit')], max_length=20)),
                ('country', models.CharField(help_text='ISO 3166 code.', max_length=9)),
                ('reception', models.CharField(choices=[('partner', 'The partner over there'), ('family', 'Family or friends, whom the person named'), ('shelter', 'A shelter or organisation over there'), ('nobody', 'Nobody: the person wishes it so')], max_length=12)),
                ('help_agreed', models.JSONField(default=list, help_text='Codes of the help agreed on.')),
                ('escort', models.CharField(choices=[('not_needed', 'Nobody is needed'), ('personal_representative', 'The personal representative of the child'), ('contact_person', 'The contact person, or a colleague'), ('planner', 'Somebody from who plans the return'), ('medical', 'A nurse or a doctor'), ('to_be_found', 'Needed, and not found yet')], max_length=24)),
                ('travels_on', models.DateField(help_text='The day of travel, once it is known.', null=True)),
                ('notes_sealed', models.BinaryField(help_text='By the code of the help: what was agreed. Sealed as one.', null=True)),
                ('reception_sealed', models.BinaryField(help_text='Who receives, where and how.', null=True)),
                ('route_sealed', models.BinaryField(help_text='How the person travels.', null=True)),
                ('own_words_sealed', models.BinaryField(help_text="The person's own words about it.", null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('path', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='returns.returnpath')),
                ('planner_desk', models.ForeignKey(help_text='The desk that plans, where it works here.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='safeguards.desk')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='returns.returnplan')),
            ],
        ),
        migrations.CreateModel(
            name='ReturnStep',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('state', models.CharField(choices=[('offered', 'offered'), ('considering', 'considering'), ('said_no_for_now', 'said_no_for_now'), ('accepted', 'accepted'), ('risks_assessed', 'risks_assessed'), ('planned', 'planned'), ('travelling', 'travelling'), ('arrived', 'arrived'), ('followed_up', 'followed_up'), ('withdrawn', 'withdrawn'), ('closed', 'closed')], max_length=20)),
                ('happened_on', models.DateField(help_text='The day on which it happened, in the country where the person is.')),
                ('reasons', models.JSONField(default=list, help_text='Codes of why; of who confirmed; of what came of it: by the state.')),
                ('decided_with', models.CharField(blank=True, choices=[('alone', 'Nobody: the person decided'), ('personal_representative', 'The personal representative of a child'), ('custody', 'Who has custody of the child, and is not part of what happened'), ('municipality', 'The municipality, for a child who is here legally')], max_length=24)),
                ('finding', models.JSONField(help_text='What the law said, where the step rests on it.', null=True)),
                ('words_sealed', models.BinaryField(help_text='What was said.', null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('path', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='returns.returnpath')),
                ('pen_desk', models.ForeignKey(help_text='Whose turn it is.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='safeguards.desk')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='returns.returnstep')),
            ],
        ),
        migrations.CreateModel(
            name='RiskAssessment',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('version', models.PositiveSmallIntegerField()),
                ('looked_at_on', models.DateField()),
                ('risks', models.JSONField(default=dict, help_text='By the code of the risk: how grave, and for whom; codes only.')),
                ('advice', models.CharField(choices=[('can_be_safe', 'A return can be made safe'), ('with_measures', 'Only with what is written here done first'), ('not_now', 'Advises against it for now'), ('too_little_known', 'Too little is known')], max_length=20)),
                ('person_says', models.CharField(choices=[('goes_on', 'Wishes to go on'), ('waits', 'Wishes to wait'), ('unsure', 'Is not sure')], max_length=12)),
                ('notes_sealed', models.BinaryField(help_text='By the code of the risk: what is done. Sealed as one.', null=True)),
                ('family_sealed', models.BinaryField(help_text='Family over there: who is safe, and who is not.', null=True)),
                ('children_sealed', models.BinaryField(help_text='Who can care for a child there.', null=True)),
                ('safe_contact_sealed', models.BinaryField(help_text='How the person can be reached safely over there.', null=True)),
                ('reception_sealed', models.BinaryField(help_text='Who could receive the person.', null=True)),
                ('measures_sealed', models.BinaryField(help_text='What must be done first.', null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('path', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='returns.returnpath')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='returns.riskassessment')),
            ],
        ),
        migrations.AddConstraint(
            model_name='returnpath',
            constraint=models.UniqueConstraint(fields=('case', 'number'), name='one_return_path_a_number'),
        ),
        migrations.AddIndex(
            model_name='returnoffer',
            index=models.Index(fields=['path', '-offered_on'], name='offers_of_return'),
        ),
        migrations.AddConstraint(
            model_name='instalment',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('path', 'number'), name='one_standing_return_instalment'),
        ),
        migrations.AddConstraint(
            model_name='instalment',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='return_instalment_is_a_sum'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('path', 'month'), name='one_standing_return_follow_up'),
        ),
        migrations.AddConstraint(
            model_name='returnplan',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('path',), name='one_standing_return_plan'),
        ),
        migrations.AddConstraint(
            model_name='returnplan',
            constraint=models.UniqueConstraint(fields=('path', 'version'), name='one_return_plan_a_version'),
        ),
        migrations.AddConstraint(
            model_name='returnstep',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('path',), name='one_standing_return_step'),
        ),
        migrations.AddConstraint(
            model_name='riskassessment',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('path',), name='one_standing_return_risks'),
        ),
        migrations.AddConstraint(
            model_name='riskassessment',
            constraint=models.UniqueConstraint(fields=('path', 'version'), name='one_return_risks_a_version'),
        ),
        guard("returns_returnpath", compartment="support"),
        superseded_within_the_case("returns_returnpath"),
        *(
            guard(f"returns_{name}", compartment="support", and_also=_of_the_paths_case(f"returns_{name}"))
            for name in OF_A_PATH
        ),
        *(superseded_within_the_case(f"returns_{name}") for name in OF_A_PATH),
        migrations.RunSQL([(FOLLOWS_THE_TABLE, None)], migrations.RunSQL.noop),
        grant_column_reading(
            "mooring_counter", "returns_returnpath", ["id", "case_id", "number", "recorded_at", "superseded_by_id"]
        ),
        grant_column_reading(
            "mooring_counter",
            "returns_returnstep",
            ["id", "path_id", "case_id", "state", "happened_on", "reasons", "recorded_at", "superseded_by_id"],
        ),
        grant_column_reading(
            "mooring_counter",
            "returns_followup",
            [
                "id",
                "path_id",
                "case_id",
                "month",
                "asked_on",
                "reached",
                "housing",
                "income",
                "school",
                "health",
                "safety",
                "exploited_again",
                "recorded_at",
                "superseded_by_id",
            ],
        ),
    ]
