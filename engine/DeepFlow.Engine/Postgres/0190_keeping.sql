-- What is kept for long, out of the way of what runs.

-- A run that ended long ago, with everything that it called: one row instead of hundreds.
create table deepflow.archived_run (
  id          uuid primary key,
  project     text not null,
  pipeline    text not null,
  bundle      text not null,
  status      text not null,
  started_by  text not null,
  started_at  timestamptz not null,
  ended_at    timestamptz not null,
  archived_at timestamptz not null default now(),
  content     bytea not null                 -- gzip of JSON: the run with its steps, its jobs and its journal
);
create index archived_run_listing on deepflow.archived_run (project, started_at desc);

-- Which ids are in an archived run: those of what it called, too.
create table deepflow.archived_instance (
  id    uuid primary key,
  run   uuid not null references deepflow.archived_run on delete cascade
);
create index archived_instance_run on deepflow.archived_instance (run);

-- How long runs stay after their end before the leader archives them; no row: for ever.
create table deepflow.keeping (
  project       text primary key,
  archive_after interval not null check (archive_after > interval '0'),
  set_by        text not null,
  set_at        timestamptz not null default now()
);

-- A part of the journal for this month and as many as are asked for; what no part takes goes to journal_other. A moment of waiting for all writers.
create function deepflow.make_journal_parts(months int) returns int language plpgsql as $$
declare
  first date := date_trunc('month', now() at time zone 'UTC')::date;
  made int := 0;
begin
  for i in 0..months loop
    declare
      from_month date := first + make_interval(months => i);
      part text := 'journal_' || to_char(from_month, 'YYYYMM');
    begin
      if to_regclass('deepflow.' || part) is null then
        execute format('create table deepflow.%I partition of deepflow.journal for values from (%L) to (%L)',
          part, from_month::text || ' 00:00:00+00', (from_month + interval '1 month')::date::text || ' 00:00:00+00');
        made := made + 1;
      end if;
    end;
  end loop;
  return made;
end
$$;

-- Parts of past months from which everything was archived go as a whole: a file is deleted instead of rows.
create function deepflow.drop_empty_journal_parts() returns int language plpgsql as $$
declare
  part text;
  is_empty boolean;
  dropped int := 0;
begin
  for part in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'deepflow.journal'::regclass and c.relname ~ '^journal_\d{6}$' and c.relname < 'journal_' || to_char(now() at time zone 'UTC', 'YYYYMM')
  loop
    execute format('select not exists (select 1 from deepflow.%I)', part) into is_empty;
    if is_empty then
      execute format('drop table deepflow.%I', part);
      dropped := dropped + 1;
    end if;
  end loop;
  return dropped;
end
$$;

select deepflow.make_journal_parts(2);
