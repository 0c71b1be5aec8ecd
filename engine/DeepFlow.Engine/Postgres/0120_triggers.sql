-- Pipelines that start by themselves: what they listen to, and what happened.

-- A published pipeline with its arguments, listening.
create table deepflow.activation (
  id             uuid primary key,
  project        text not null,
  name           text not null,
  bundle         text not null,
  pipeline       text not null,
  arguments      json not null,              -- a parameter that a trigger watches holds the newest version
  priority       int not null default 0,
  activated_by   text not null,
  activated_at   timestamptz not null default now(),
  deactivated_by text,
  deactivated_at timestamptz,
  foreign key (project, bundle) references deepflow.bundle (project, hash),
  check ((deactivated_by is null) = (deactivated_at is null))
);
create unique index activation_name on deepflow.activation (project, name) where deactivated_at is null;

-- What active ones listen to; deactivating takes these rows away.
create table deepflow.trigger (
  activation  uuid not null references deepflow.activation,
  trigger     text not null,                 -- as it reads: event(collect) -> collection
  project     text not null,
  event       text not null,
  subject     text not null,                 -- which data, event, branch or pipeline; the schedule of a cron
  zone        text,
  entry       text,
  parameter   text,                          -- takes the new version
  primary key (activation, trigger)
);
create index trigger_subject on deepflow.trigger (project, event, subject);

-- Something that happened and fires a trigger, once.
create table deepflow.cause (
  id          bigint generated always as identity primary key,
  project     text not null,
  activation  uuid not null references deepflow.activation,
  trigger     text not null,
  event       text not null,
  entry       text,
  parameter   text,
  cause       text not null,                 -- a version, a scheduled moment, an instance, a signal's key
  data        json not null,
  at          timestamptz not null default now(),
  status      text not null default 'waiting' check (status in ('waiting', 'delivering', 'started', 'delivered', 'replaced', 'dropped')),
  instance    uuid,                          -- the run that it started, or that it reached
  settled_at  timestamptz,
  unique (activation, trigger, cause),
  check ((status in ('delivering', 'started', 'delivered')) <= (instance is not null)),
  check ((status in ('waiting', 'delivering')) = (settled_at is null))
);
create index cause_waiting on deepflow.cause (activation, id) where status in ('waiting', 'delivering');
create index cause_settled on deepflow.cause (settled_at) where settled_at is not null;

-- What a step has changed, written with its completion; it fires when the run takes the completion into account.
create table deepflow.change (
  job         uuid not null,
  number      int not null,
  project     text not null,
  root        uuid not null,
  trigger     text not null,
  name        text not null,
  version     text not null,
  value       json,
  at          timestamptz not null default now(),
  primary key (job, number)
);

-- The runs of an activation that have not ended; those that have may be a million times as many. A run's end takes its row away.
create table deepflow.activated_run (
  instance    uuid primary key,              -- no foreign key: the check would lock the instance
  project     text not null,
  activation  uuid not null,
  started_at  timestamptz not null default now()
);
create index activated_run_activation on deepflow.activated_run (activation, started_at);

-- Nothing of the status here: an index that names it would make the end of every run rewrite all of the row's index entries.
create index instance_activation on deepflow.instance (activation) where activation is not null;

-- The one way in which causes come to be. What an activation's own runs bring about does not fire its own triggers: it would go on for ever.
create function deepflow.fire_triggers(projects text[], events text[], subjects text[], causes text[], datas text[], origins uuid[])
returns table (fact bigint, fired bigint) language plpgsql as $$
begin
  if not exists (select 1 from unnest(projects, events, subjects) as u (project, event, subject) join deepflow.trigger t using (project, event, subject)) then
    return; -- as nearly always: most runs that end and most signals fire nothing
  end if;
  return query
    with f as (select * from unnest(projects, events, subjects, causes, datas, origins) with ordinality as u (project, event, subject, cause, data, origin, place)),
    made as (
      insert into deepflow.cause (project, activation, trigger, event, entry, parameter, cause, data)
      select t.project, t.activation, t.trigger, t.event, t.entry, t.parameter, f.cause, f.data::json
      from f join deepflow.trigger t on t.project = f.project and t.event = f.event and t.subject = f.subject
      where f.origin is null or t.activation is distinct from (select i.activation from deepflow.instance i where i.id = f.origin)
      order by f.place, t.activation
      on conflict (activation, trigger, cause) do nothing
      returning cause.activation, cause.trigger, cause.cause)
    select f.place, count(*) from made m join deepflow.trigger t on t.activation = m.activation and t.trigger = m.trigger
    join f on f.project = t.project and f.event = t.event and f.subject = t.subject and f.cause = m.cause group by f.place;
  if found then
    perform pg_notify('deepflow', 'cause');
  end if;
end
$$;
