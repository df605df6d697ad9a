"""Stories told with consent: nobody can go from a story to a case but by a row of that case, and none is open once its consent has ended.

Who reads a story is asked anew each time: of the step where it stands, and of the consent itself. A withdrawn story has no key any more.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.returns.models.stories
import mooring.safeguards.clock
import mooring.safeguards.random_keys
from mooring.casework.guarding import guard

MINE = "recorded_by_id = (select mooring_posted_officer())"
TODAY = "between (house_now() - interval '1 day')::date and (house_now() + interval '1 day')::date"
DEFINER = "language sql stable security definer set search_path = public, pg_temp"

# What may follow what: the same list as the table of states, and a test compares the two.
MOVES = (
    ("draft", "draft"),
    ("sent_back", "draft"),
    ("draft", "being_read"),
    ("being_read", "sent_back"),
    ("being_read", "released"),
    ("draft", "withdrawn"),
    ("sent_back", "withdrawn"),
    ("being_read", "withdrawn"),
    ("released", "withdrawn"),
)

FUNCTIONS = f"""
create function mooring_story_state(asked bigint) returns text {DEFINER} as $$
  select s.state from returns_storystep s where s.story_id = asked order by s.number desc limit 1 $$;

create function mooring_story_steps(asked bigint) returns bigint {DEFINER} as $$
  select count(*) from returns_storystep s where s.story_id = asked $$;

-- To what the person agreed, as long as the consent stands; nothing once it was withdrawn or has come to its end.
create function mooring_story_agreed(asked bigint) returns text[] {DEFINER} as $$
  select coalesce((select c.parts::text[] from returns_storyofcase l join casework_consent c on c.id = l.consent_id
    where l.story_id = asked and c.superseded_by_id is null and c.withdrawn_at is null and c.purpose = 'publication'
      and (c.until is null or c.until >= house_now()::date)), array[]::text[]) $$;

create function mooring_story_is_out(asked bigint, openly boolean) returns boolean {DEFINER} as $$
  select exists (select 1 from returns_storystep s where s.story_id = asked and s.state = 'released' and (s.for_public or not openly)
      and not exists (select 1 from returns_storystep t where t.story_id = asked and t.number > s.number))
    and case when openly then 'story_public' else 'story' end = any (mooring_story_agreed(asked)) $$;

-- The team of the case whose story it is.
create function mooring_tends_story(asked bigint) returns boolean {DEFINER} as $$
  select exists (select 1 from returns_storyofcase l
    join casework_held held on held.case_id = l.case_id and held.compartment = 'core' where l.story_id = asked) $$;

-- A second reader: of the writer's agency, or a coordinator at the national centre; and nobody who wrote it.
create function mooring_second_reads_story(asked bigint) returns boolean {DEFINER} as $$
  select mooring_posted_officer() is not null and mooring_story_state(asked) = 'being_read'
    and (mooring_serves_as('centre_coordinator') or exists (select 1 from returns_storystep s
      join safeguards_desk d on d.id = s.desk_id where s.story_id = asked and s.number = 1 and d.agency_id = any (mooring_agencies())))
    and not exists (select 1 from returns_storystep s where s.story_id = asked and s.state in ('draft', 'being_read')
      and s.recorded_by_id = mooring_posted_officer()) $$;

create function mooring_reads_story(asked bigint) returns boolean {DEFINER} as $$
  select mooring_story_is_out(asked, true)
    or (mooring_posted_officer() is not null and (mooring_story_is_out(asked, false) or mooring_tends_story(asked)
      or mooring_second_reads_story(asked))) $$;

-- Earlier versions may say more than what was released.
create function mooring_story_text_stands(asked bigint, lang text, version integer) returns boolean {DEFINER} as $$
  select not exists (select 1 from returns_storytext t where t.story_id = asked and t.language = lang and t.number > version) $$;

create function mooring_moves_story(asked bigint, next integer, target text) returns boolean {DEFINER} as $$
  select case when next = 1 then target = 'draft' and mooring_tends_story(asked) else coalesce((
    select (s.state, target) in (%MOVES%)
      and not exists (select 1 from returns_storystep t where t.story_id = asked and t.number >= next)
      and case when target in ('sent_back', 'released') then mooring_second_reads_story(asked)
        when target = 'withdrawn' then mooring_tends_story(asked) or mooring_serves_as('centre_coordinator')
        else mooring_tends_story(asked) end
    from returns_storystep s where s.story_id = asked and s.number = next - 1), false) end $$;

-- What was withdrawn cannot be read by anybody any more, the team included.
create function mooring_forget_story(asked bigint) returns void
  language sql security definer set search_path = public, pg_temp as $$
  delete from safeguards_datakey where subject = asked and mooring_story_state(asked) = 'withdrawn' $$;

-- A case that is erased takes along what was not released: it still tells of the person.
create function mooring_erase_stories() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from safeguards_datakey where subject in (
    select l.story_id from returns_storyofcase l where l.case_id = new.subject and mooring_story_state(l.story_id) <> 'released');
  return new;
end $$;
create trigger erases_the_stories before insert on safeguards_erasure for each row execute function mooring_erase_stories();

revoke execute on function mooring_story_state, mooring_story_steps, mooring_story_agreed, mooring_story_is_out, mooring_tends_story,
  mooring_second_reads_story, mooring_reads_story, mooring_story_text_stands, mooring_moves_story, mooring_forget_story from public;
grant execute on function mooring_story_state, mooring_story_steps, mooring_story_agreed, mooring_story_is_out, mooring_tends_story,
  mooring_second_reads_story, mooring_reads_story, mooring_story_text_stands, mooring_moves_story, mooring_forget_story to mooring_app;
""".replace("%MOVES%", ", ".join(f"('{one}', '{other}')" for one, other in MOVES))

POLICIES = f"""
alter table returns_story enable row level security;
grant select, insert on returns_story to mooring_app;
create policy reading on returns_story for select to mooring_app using (mooring_reads_story(id));
create policy beginning on returns_story for insert to mooring_app with check (
  (select mooring_posted_officer()) is not null and not mooring_key_is_made(id));

alter table returns_storystep enable row level security;
grant select, insert on returns_storystep to mooring_app;
create policy reading on returns_storystep for select to mooring_app using (
  mooring_tends_story(story_id) or mooring_second_reads_story(story_id));
create policy moving on returns_storystep for insert to mooring_app with check (
  {MINE} and desk_id = any ((select mooring_desks())::bigint[]) and happened_on {TODAY}
  and mooring_moves_story(story_id, number, state)
  and (state <> 'released' or 'story' = any (mooring_story_agreed(story_id)))
  and (not for_public or (state = 'released' and 'story_public' = any (mooring_story_agreed(story_id)))));

alter table returns_storytext enable row level security;
grant select, insert on returns_storytext to mooring_app;
create policy reading on returns_storytext for select to mooring_app using (
  mooring_reads_story(story_id)
  and (mooring_tends_story(story_id) or mooring_story_text_stands(story_id, language, number)));
create policy writing on returns_storytext for insert to mooring_app with check (
  case when is_original then mooring_tends_story(story_id) and mooring_story_state(story_id) = 'draft'
    else {MINE} and mooring_story_is_out(story_id, false) end);

alter table returns_storychecked enable row level security;
grant select, insert on returns_storychecked to mooring_app;
create policy reading on returns_storychecked for select to mooring_app using (
  exists (select 1 from returns_storytext t where t.id = text_id and mooring_reads_story(t.story_id)));
create policy checking on returns_storychecked for insert to mooring_app with check (
  {MINE} and checked_on {TODAY} and exists (select 1 from returns_storytext t where t.id = text_id and not t.is_original
    and t.recorded_by_id <> (select mooring_posted_officer()) and mooring_story_is_out(t.story_id, false)));

create policy of_the_story on safeguards_datakey for select to mooring_app using (
  exists (select 1 from returns_story s where s.id = safeguards_datakey.subject));
create policy made_with_the_story on safeguards_datakey for insert to mooring_app with check (
  exists (select 1 from returns_story s where s.id = safeguards_datakey.subject
    and mooring_tends_story(s.id) and mooring_story_state(s.id) = 'draft'));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0013_days_that_have_begun"),
        ("referral", "0006_not_taken_back"),
        ("returns", "0001_returns"),
        ("safeguards", "0010_kinds_of_agencies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name='Story',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(default=mooring.returns.models.stories.story_reference, editable=False, max_length=12, unique=True)),
            ],
            options={
                'verbose_name_plural': 'stories',
            },
        ),
        migrations.CreateModel(
            name='StoryOfCase',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('consent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.consent')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('story', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='of_case', to='returns.story')),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='returns.storyofcase')),
            ],
            options={
                'verbose_name_plural': 'stories of case',
            },
        ),
        migrations.CreateModel(
            name='StoryText',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('language', models.CharField(max_length=8)),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('is_original', models.BooleanField()),
                ('themes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('home', 'A home'), ('work', 'Work'), ('school', 'School and learning'), ('children', 'Children'), ('staying', 'Staying'), ('health', 'Health'), ('asking_for_help', 'Asking for help')], max_length=16), blank=True, default=list, size=None)),
                ('country', models.CharField(blank=True, help_text='ISO 3166 code; empty where it would tell who it is.', max_length=2)),
                ('came_to', models.CharField(blank=True, choices=[('went_home', 'Went home with help'), ('went_on', 'Went to another country where she or he has a permit'), ('stayed', 'Stayed')], max_length=12)),
                ('pronoun', models.CharField(blank=True, choices=[('i', 'I'), ('she', 'She'), ('he', 'He'), ('they', 'They')], max_length=8)),
                ('text_sealed', models.BinaryField()),
                ('recorded_by', models.ForeignKey(help_text='Who translated it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='returns.story')),
            ],
        ),
        migrations.CreateModel(
            name='StoryChecked',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('checked_on', models.DateField(default=mooring.safeguards.clock.today)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('text', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='checked', to='returns.storytext')),
            ],
        ),
        migrations.CreateModel(
            name='StoryStep',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('state', models.CharField(choices=[('draft', 'draft'), ('being_read', 'being_read'), ('sent_back', 'sent_back'), ('released', 'released'), ('withdrawn', 'withdrawn')], max_length=12)),
                ('for_public', models.BooleanField(default=False, help_text='Released for the pages that anybody may open as well.')),
                ('words_sealed', models.BinaryField(help_text='What the second reader asks to be changed.', null=True)),
                ('happened_on', models.DateField(default=mooring.safeguards.clock.today)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='safeguards.desk')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='returns.story')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('story', 'number'), name='one_step_of_a_story_a_number')],
            },
        ),
        migrations.AddConstraint(
            model_name='storytext',
            constraint=models.UniqueConstraint(fields=('story', 'language', 'number'), name='one_text_of_a_story_a_number'),
        ),
        migrations.AddConstraint(
            model_name='storytext',
            constraint=models.UniqueConstraint(condition=models.Q(('is_original', True)), fields=('story', 'number'), name='one_original_of_a_story'),
        ),
        migrations.AddConstraint(
            model_name='storytext',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_original', True), ('recorded_by', None)), models.Q(('came_to', ''), ('country', ''), ('is_original', False), ('pronoun', ''), ('recorded_by__isnull', False), ('themes', [])), _connector='OR'), name='story_text_is_original_or_translated'),
        ),
        migrations.RunSQL([(FUNCTIONS, None)], migrations.RunSQL.noop),
        guard(
            "returns_storyofcase",
            compartment="core",
            supersedable=False,
            and_also="exists (select 1 from casework_consent c where c.id = returns_storyofcase.consent_id"
            " and c.case_id = returns_storyofcase.case_id)",
        ),
        migrations.RunSQL([(POLICIES, None)], migrations.RunSQL.noop),
    ]
