-- The experiment registry: what every tuning and training job was asked to do, how it went, and what it gave.

create table deepflow.experiment_run (
    project       text        not null,
    job_id        uuid        not null,
    kind          text        not null check (kind in ('tuning', 'training')),
    instance_id   uuid        not null,
    pipeline      text        not null,
    node          text        not null,
    round         integer     not null,
    model         text        not null,                  -- the model definition's name
    configuration jsonb       not null,                  -- layers or search space, optimizer, batch, epochs, seed
    environment   jsonb       not null,                  -- versions and machine that the numbers came from
    train_commit  text        not null,
    validation_commit text    not null,
    started_at    timestamptz not null default now(),
    finished_at   timestamptz,                           -- set by the transaction that completes the job
    result        jsonb,
    primary key (project, job_id),
    check ((finished_at is null) = (result is null))
);
create index experiment_run_by_instance on deepflow.experiment_run (instance_id);

-- Progress rows: appended while a job runs, tagged with the attempt that wrote them.
create table deepflow.metric (
    project text             not null,
    job_id  uuid             not null,
    attempt integer          not null,
    trial   integer          not null default -1,        -- -1: the job has no trials
    name    text             not null,
    step    integer          not null,                   -- epochs done
    value   double precision not null,
    at      timestamptz      not null default now(),
    primary key (project, job_id, trial, name, step, attempt)
);

create table deepflow.trial (
    project    text        not null,
    job_id     uuid        not null,
    number     integer     not null check (number >= 0),
    attempt    integer     not null,
    parameters jsonb       not null,
    started_at timestamptz not null default now(),
    primary key (project, job_id, number)
);

-- A trial's score at the end of a rung, and the checkpoint to go on from. What stands here is not trained again.
create table deepflow.trial_score (
    project    text             not null,
    job_id     uuid             not null,
    trial      integer          not null,
    rung       integer          not null check (rung >= 0),
    attempt    integer          not null,
    epochs     integer          not null check (epochs > 0),
    score      double precision not null,                -- may be NaN: the trial diverged
    checkpoint text             not null check (checkpoint ~ '^[0-9a-f]{64}$'),
    at         timestamptz      not null default now(),
    primary key (project, job_id, trial, rung),
    foreign key (project, job_id, trial) references deepflow.trial (project, job_id, number)
);

create table deepflow.training_checkpoint (
    project         text             not null,
    job_id          uuid             not null,
    epoch           integer          not null check (epoch > 0),
    attempt         integer          not null,
    object          text             not null check (object ~ '^[0-9a-f]{64}$'),
    validation_loss double precision not null,
    accuracy        double precision not null,
    at              timestamptz      not null default now(),
    primary key (project, job_id, epoch)
);

-- The transformation registry: prepared data kept for reuse, by what it was made from and how.
create table deepflow.transformation (
    project        text        not null,
    source         text        not null check (source ~ '^[0-9a-f]{64}$'),   -- the manifest of the data that was prepared
    transformation text        not null,                 -- its id: equal for equal settings and code
    settings       jsonb       not null,
    result         text        not null check (result ~ '^[0-9a-f]{64}$'),   -- the manifest of the prepared data
    job_id         uuid        not null,
    created_at     timestamptz not null default now(),
    primary key (project, source, transformation)
);
