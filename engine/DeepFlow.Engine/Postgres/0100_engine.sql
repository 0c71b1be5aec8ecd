-- The engine's tables. Every row belongs to a project; ids are global. What must agree is checked here, not only in code.

create table deepflow.project (
  name        text primary key,
  created_at  timestamptz not null default now()
);

create table deepflow.person (
  project     text not null references deepflow.project,
  name        text not null,
  display     text not null,
  created_at  timestamptz not null default now(),
  primary key (project, name)
);

create table deepflow.person_role (
  project     text not null,
  person      text not null,
  role        text not null,
  primary key (project, person, role),
  foreign key (project, person) references deepflow.person on delete cascade
);

-- Published definitions never change: the hash is their name.
create table deepflow.bundle (
  project      text not null references deepflow.project,
  hash         text not null,
  definition   json not null,
  published_at timestamptz not null default now(),
  published_by text not null,
  commit_id    text,                         -- of the repository of the pipelines: it holds what this was compiled from
  primary key (project, hash)
);

-- A run as it was started; at its end the row gets what came of it. What every transition rewrites lies in instance_state.
create table deepflow.instance (
  id          uuid primary key,
  project     text not null,
  bundle      text not null,                 -- no foreign key: published definitions stay, and a key would lock that one row in every start
  pipeline    text not null,
  root        uuid not null,
  parent      uuid,
  parent_node text,
  started_by  text not null,
  priority    int not null default 0 check (priority between -1000 and 1000), -- of a run that somebody started: all its jobs have it
  kept_from   uuid,                          -- the earlier run on whose outputs it builds
  activation  uuid,                          -- what started it, where no person did
  start_key   text,                          -- a start that is repeated under the same key is the same start
  started_at  timestamptz not null default now(),
  arguments   json not null,
  status      text not null default 'running' check (status in ('running', 'finished', 'failed', 'cancelled')),
  ended_at    timestamptz,
  result      json,
  reason      text,
  check ((parent is null) = (parent_node is null)),
  check ((status = 'running') = (ended_at is null))
) with (fillfactor = 50);                    -- the row of its end should find the room beside it, or all indexes would get further entries
create index instance_listing on deepflow.instance (project, started_at desc) where parent is null;
create index instance_child on deepflow.instance (parent, parent_node) where parent is not null;
create index instance_root on deepflow.instance (root) where parent is not null;
create unique index instance_start_key on deepflow.instance (project, start_key) where start_key is not null;

-- What every transition rewrites, and nothing else. The order of the columns is that of how seldom they change, and the
-- newest nodes come first: of a row that is rewritten in its page PostgreSQL logs only what lies between the first and the
-- last byte that differ.
create table deepflow.instance_state (
  instance    uuid primary key references deepflow.instance on delete cascade,
  project     text not null,
  root        uuid,                          -- null: it is one itself
  variables   text,                          -- JSON
  doing       "char" not null default 'r' check (doing in ('g', 'r', 'w', 'p', 'd', 'f', 'c')), -- see instance_living; d: done, f: failed, c: cancelled, as instance.status says, where an index may name it
  version     bigint not null default 0,
  state       text not null,                 -- JSON: round, counted edges, the pending step; what is usual is left out
  nodes       text not null default '{}'     -- JSON: the nodes that changed lately, newest first
) with (fillfactor = 20);                    -- a row grows to several times its first length, and should find the room beside it
-- What has not ended. g: an inline step is done and not yet left, somebody must go on; r: something in it goes on by itself;
-- w: all that is under way waits for a person, a time, a signal, or another instance; p: paused. By runs, with what these called:
-- ids grow with time, and the newest come last.
create index instance_living on deepflow.instance_state (doing, project, (coalesce(root, instance))) where doing in ('g', 'r', 'w', 'p');
create index instance_failed on deepflow.instance_state (doing, project, instance) where doing in ('f', 'c');

-- The nodes that have moved out of instance_state because there are too many. One that is in both is newer there.
create table deepflow.node_state (
  instance    uuid not null references deepflow.instance on delete cascade,
  node        text not null,
  project     text not null,
  state       json not null,
  primary key (instance, node)
) with (fillfactor = 80);

-- What has happened to an instance and waits for the transition that consumes it. No foreign key here and in journal: each
-- row would cost a look at the instance and a lock on it.
create table deepflow.event (
  id          bigint generated always as identity primary key,
  project     text not null,
  instance    uuid not null,
  body        json not null,
  at          timestamptz not null default now(),
  defect      text                           -- the engine failed on it; it waits for a mended engine and holds up nobody else
);
create index event_instance on deepflow.event (instance, id);

create table deepflow.job (
  id            uuid primary key,
  project       text not null,
  instance      uuid not null references deepflow.instance on delete cascade,
  root          uuid not null,
  pipeline      text not null,
  node          text not null,
  round         int not null,
  iteration     int not null,
  part          text not null default '',    -- which part of the step it does; empty: the step itself
  family        uuid,                        -- of a step that has parts: the job that coordinates them, of that job too; see 0105_parts.sql
  attempt       int not null default 1,
  activity      text not null,
  input         json not null,
  settings      json not null,
  started_by    text not null,
  pool          text not null default 'default',
  cpu           int not null default 1000,   -- what it needs: thousandths of a core, bytes, whole GPUs
  memory        bigint not null default 0,
  gpu           int not null default 0,
  wished_gpu    int not null default 0,      -- GPUs that it prefers and can do without
  priority      int not null default 0,
  queued_at     timestamptz not null default now(),
  yields        boolean not null default false, -- it saves checkpoints: its place may be given to a job of higher priority
  turn          timestamptz not null default now(), -- its place in the queue: a point of priority is a minute's head start
  status        text not null default 'queued' check (status in ('queued', 'held', 'running', 'parked', 'completed', 'failed', 'lost', 'cancelled', 'discarded')),
  worker        text,
  node_id       uuid,                        -- the node whose worker holds the lease
  lease_until   timestamptz,                 -- a cancelled job has one until its worker has let go: so long it holds its resources
  yield_to      uuid,                        -- the waiting job that it was asked to make room for
  hindrance     text,                        -- why no living node could ever run it
  leased        boolean generated always as (lease_until is not null) stored,
  gpus          int[] not null default '{}', -- the numbers of the node's GPUs that it was given
  progress      real not null default 0,
  progress_text text not null default '',
  outcome       text,
  output        json,
  error_code    text,
  error         text,
  created_at    timestamptz not null default now(),
  started_at    timestamptz,
  ended_at      timestamptz,
  unique (instance, node, iteration, part),
  check ((part <> '') = (family is not null and family <> id)),
  check ((status = 'parked') <= (family is not null and family = id)),
  check ((status = 'running') <= (lease_until is not null)),
  check ((lease_until is not null) <= (status in ('running', 'cancelled'))),
  check ((status = 'completed') <= (outcome is not null))
);
create index job_queue on deepflow.job (turn, id) where status = 'queued';
create index job_lane on deepflow.job (pool, (gpu > 0), turn, id) where status = 'queued';
create index job_held on deepflow.job (node_id) where leased; -- few rows; by lease_until itself every heartbeat would rewrite all indexes
create index job_root on deepflow.job (root);
create index job_hindered on deepflow.job (project, root) where status = 'queued' and hindrance is not null;

create table deepflow.job_log (
  id       bigint generated always as identity primary key,
  project  text not null,
  job      uuid not null references deepflow.job on delete cascade,
  attempt  int not null,
  at       timestamptz not null default now(),
  line     text not null
);
create index job_log_job on deepflow.job_log (job, id);

create table deepflow.job_checkpoint (
  project  text not null,
  job      uuid not null references deepflow.job on delete cascade,
  sequence bigint not null,
  attempt  int not null,
  object   text not null,
  note     text not null,
  at       timestamptz not null default now(),
  primary key (job, sequence)
);

create table deepflow.task (
  id          uuid primary key,
  project     text not null,
  instance    uuid not null references deepflow.instance on delete cascade,
  root        uuid not null,
  pipeline    text not null,
  node        text not null,
  round       int not null,
  iteration   int not null,
  activity    text not null,
  bundle      text not null,                 -- the definition under which it is decided
  title       text not null,                 -- cut short, for lists; all of it is in the input
  search      tsvector not null,             -- the words of title, pipeline and node
  roles       text[] not null,               -- to whom it is offered: roles, or "@name" of a person or group
  input       json not null,
  outcomes    json not null,
  required    int not null default 1,        -- how many people must approve
  not_by      text[] not null default '{}',  -- steps whose deciders may not decide here
  status      text not null default 'open' check (status in ('open', 'decided', 'withdrawn')),
  superseded_by_round int,
  outcome     text,
  target      text,
  decided_by  text,
  decided_at  timestamptz,
  claimed_by  text,                          -- who works on it: nobody else decides it meanwhile
  claimed_at  timestamptz,
  due_at      timestamptz,
  reminded    int not null default 0,
  escalated   boolean not null default false,
  created_at  timestamptz not null default now(),
  unique (instance, node, iteration),
  check ((status = 'decided') = (outcome is not null and decided_by is not null and decided_at is not null)),
  check ((claimed_by is null) = (claimed_at is null))
);
create index task_listing on deepflow.task (project, created_at desc);
create index task_search on deepflow.task using gin (search) where status = 'open';
create index task_claimed on deepflow.task (project, claimed_by) where status = 'open' and claimed_by is not null;
create index task_root on deepflow.task (root);

create table deepflow.task_decision (
  project   text not null,
  task      uuid not null references deepflow.task on delete cascade,
  person    text not null,
  outcome   text not null,
  target    text,
  comment   text,
  filled_in json not null,
  bundle    text not null,                   -- under which definition
  versions  json not null,                   -- on which data commits, model versions ...: the handles in the task's input
  identity  text not null check (identity in ('asserted', 'authenticated')),
  at        timestamptz not null default now(),
  primary key (task, person)
);

create table deepflow.timer (
  id         bigint generated always as identity primary key,
  project    text not null,
  instance   uuid not null references deepflow.instance on delete cascade,
  node       text not null,
  iteration  int not null,
  kind       text not null check (kind in ('retry', 'timeout', 'due', 'remind', 'escalate', 'wait', 'check')),
  fires_at   timestamptz not null,
  unique (instance, node, iteration, kind)
);
create index timer_due on deepflow.timer (fires_at);

create table deepflow.incident (
  id          uuid primary key,
  project     text not null,
  instance    uuid not null references deepflow.instance on delete cascade,
  root        uuid not null,
  node        text not null,
  round       int not null,
  kind        text not null,
  code        text not null,
  message     text not null,
  opened_at   timestamptz not null default now(),
  resolved_at timestamptz,
  resolution  text,
  resolved_by text,
  check ((resolved_at is null) = (resolution is null))
);
create index incident_open on deepflow.incident (root) where resolved_at is null;

-- Everything that happened. Rows come in the order of their ids and never change: a summary for each few pages finds them by
-- id as well as an index entry for each row, and costs next to nothing.
-- In parts of a month, so that what was archived is given back as whole files; see 0190_keeping.sql.
create sequence deepflow.journal_id_seq;
create table deepflow.journal (
  id        bigint not null default nextval('deepflow.journal_id_seq'),
  at        timestamptz not null default now(),
  instance  uuid not null,
  root      uuid not null,
  round     int not null,
  project   text not null,
  kind      text not null,
  node      text,
  actor     text,
  identity  text check (identity in ('asserted', 'authenticated')),
  data      json not null
) partition by range (at);
create table deepflow.journal_other partition of deepflow.journal default;
create index journal_id on deepflow.journal using brin (id) with (pages_per_range = 16, autosummarize = on);
create index journal_root on deepflow.journal (root, id);

-- A process that dispatches, with its workers, or a worker on its own. It serves all projects.
create table deepflow.node (
  id            uuid primary key,
  name          text not null,
  kind          text not null check (kind in ('engine', 'worker')),
  server        int not null default 1,      -- the version of its code, as far as the tables are concerned
  cpu           int not null check (cpu >= 0),       -- what its workers share: thousandths of a core, bytes, whole GPUs
  memory        bigint not null check (memory >= 0),
  gpu           int not null check (gpu >= 0),
  pools         text[] not null check (cardinality(pools) > 0),
  workers       int not null check (workers >= 0),   -- how many jobs it runs at once at most
  reserved_for  uuid,                        -- a queued job: what becomes free is kept for it
  draining      boolean not null default false,
  started_at    timestamptz not null default now(),
  seen_at       timestamptz not null default now(),
  left_at       timestamptz
);

-- Who does what one node must do for all. A duty counts only under the term in which it was begun: a leader that hung and wakes up finds another.
create table deepflow.leader (
  one    boolean primary key default true check (one),
  node   uuid not null,
  term   bigint not null,
  until  timestamptz not null
);

-- A transition was computed from a version of its instance that is no longer the current one: the group that holds it is undone.
create function deepflow.refuse_stale() returns int language plpgsql as $$
begin
  raise exception 'an instance has moved on' using errcode = 'DF001';
end
$$;
