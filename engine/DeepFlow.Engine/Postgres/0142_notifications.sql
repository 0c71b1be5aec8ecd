-- Who wants to hear of what, and what is on its way to them.

create table deepflow.subscription (
  id          uuid primary key,
  project     text not null references deepflow.project,
  kind        text not null check (kind in ('email', 'webhook')),
  address     text not null,
  events      text[] not null,
  person      text,                              -- only tasks that this person may decide, or gets
  holders     text[] not null default '{}',      -- only tasks offered to one of these
  pipeline    text,                              -- only of this pipeline
  secret      text,                              -- signs what goes to a webhook; shown once, when it is made
  created_by  text not null,
  created_at  timestamptz not null default now(),
  foreign key (project, person) references deepflow.person on delete cascade,
  check ((kind = 'webhook') = (secret is not null))
);
create index subscription_project on deepflow.subscription (project);

-- Written in the transaction of what it tells of, so that neither is without the other; sent afterwards, at least once, under its id.
create table deepflow.delivery (
  id           uuid primary key default gen_random_uuid(),
  project      text not null,
  subscription uuid not null references deepflow.subscription on delete cascade,
  event        text not null,
  root         uuid not null,
  task         uuid,
  body         json not null,
  status       text not null default 'waiting' check (status in ('waiting', 'sent', 'parked')),
  attempts     int not null default 0,
  next_at      timestamptz not null default now(),
  failure      text,                             -- why the last attempt failed
  created_at   timestamptz not null default now(),
  ended_at     timestamptz,
  check ((status = 'waiting') = (ended_at is null))
);
create index delivery_waiting on deepflow.delivery (subscription, next_at) where status = 'waiting';
create index delivery_due on deepflow.delivery (next_at) where status = 'waiting';
create index delivery_ended on deepflow.delivery (ended_at) where status <> 'waiting';
create index delivery_listing on deepflow.delivery (project, created_at desc, id);
