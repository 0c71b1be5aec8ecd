-- Steps that own many jobs. The step's own job coordinates the others, its parts; between two of its turns it is parked.
-- Whoever changes anything here, or ends a part, holds the row of coordination first, then the coordinator's job, then the part's.

create table deepflow.coordination (
  job     uuid primary key references deepflow.job on delete cascade,
  project text not null,
  turns   int not null default 0,            -- how many have been committed
  state   json,                              -- what the last one has left to the next
  wakes   text not null default 'each' check (wakes in ('each', 'all')),
  ends    int not null default 0,            -- how many parts have ended
  told    int not null default 0,            -- of how many of them the coordinator has heard
  held    boolean not null default false,    -- the run is paused: nothing is queued meanwhile
  check ((state is null) = (turns = 0)),
  check (told <= ends)
);

create table deepflow.part (
  job         uuid primary key references deepflow.job on delete cascade,
  project     text not null,
  coordinator uuid not null references deepflow.coordination on delete cascade,
  failures    int not null default 0,
  deaths      text[] not null default '{}',  -- the workers that died with it, and how
  retry_at    timestamptz,                   -- it has failed, and is tried again then
  end_number  int,                           -- the how manyth of its step's parts to end; null: it has not, or was cancelled
  kept_from   uuid,                          -- the job of an earlier try at the step whose result it has
  check (retry_at is null or end_number is null)
);
create unique index part_of on deepflow.part (coordinator, end_number);
create index part_retry on deepflow.part (retry_at) where retry_at is not null;

-- What people see of a job: a coordinator that has taken a turn is at work, whether it takes the next one or its parts work for it.
create function deepflow.seen_status(seen deepflow.job) returns text language sql stable parallel safe as $$
  select case
    when seen.status in ('parked', 'queued') and seen.id = seen.family and (select k.turns > 0 from deepflow.coordination k where k.job = seen.id) then 'running'
    else seen.status
  end
$$;
