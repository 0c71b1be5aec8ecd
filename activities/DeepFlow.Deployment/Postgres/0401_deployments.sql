-- What should serve, and what does. The supervisor brings the second to the first.

create table deepflow.model_package (
    project    text        not null,
    object     text        not null check (object ~ '^[0-9a-f]{64}$'),
    model      text        not null,
    version    integer     not null,
    format     text        not null check (format in ('onnx')),
    size       bigint      not null check (size > 0),
    job_id     uuid        not null,
    created_at timestamptz not null default now(),
    primary key (project, object)
);

create table deepflow.deployment (
    project         text        not null,
    name            text        not null,
    -- desired
    desired         text        not null check (desired in ('running', 'stopped')),
    revision        integer     not null default 1,      -- counts what was asked for; the process serves one revision
    package         text        not null check (package ~ '^[0-9a-f]{64}$'),
    model           text        not null,
    version         integer     not null,
    port            integer     not null default 0 check (port between 0 and 65535),   -- 0: any free one
    requested_by    text        not null,
    requested_at    timestamptz not null default now(),
    -- actual
    state           text        not null default 'pending' check (state in ('pending', 'starting', 'ready', 'failed', 'stopped')),
    actual_revision integer,
    endpoint        text,
    host            text,                                -- the machine on which the process runs
    pid             integer,
    process_started timestamptz,                         -- tells a process from a later one with the same number
    message         text,
    changed_at      timestamptz not null default now(),
    primary key (project, name),
    check (state <> 'ready' or (endpoint is not null and pid is not null and actual_revision is not null))
);

-- The one supervisor at work on this database. Who is silent until then has lost it.
create table deepflow.deployment_supervisor (
    one    boolean     primary key default true check (one),
    holder uuid        not null,
    until  timestamptz not null
);

-- Which version a deployment was given when, by whom.
create table deepflow.deployment_release (
    project  text        not null,
    name     text        not null,
    revision integer     not null,
    model    text        not null,
    version  integer     not null,
    package  text        not null,
    endpoint text        not null,
    job_id   uuid        not null,
    at       timestamptz not null default now(),
    primary key (project, name, revision, job_id)
);

create function deepflow.announce_deployment() returns trigger language plpgsql as $$
begin
    perform pg_notify('deepflow_deployment', new.project || '/' || new.name);
    return null;
end $$;
create trigger deployment_changed after insert or update on deepflow.deployment
    for each row execute function deepflow.announce_deployment();
