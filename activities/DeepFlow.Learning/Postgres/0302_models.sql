-- The model registry: versions that never change, their stages, and what was measured on which data.

create table deepflow.model (
    project    text        not null,
    name       text        not null,
    created_at timestamptz not null default now(),
    primary key (project, name)
);

-- Numbers are handed out before the version exists, one for each step that registers, so that an attempt that is repeated
-- gets the same one. A number whose step never completed stays unused.
create table deepflow.model_number (
    project text    not null,
    model   text    not null,
    version integer not null check (version > 0),
    key     text    not null,                            -- the step's idempotency key
    primary key (project, model, version),
    unique (project, model, key),
    foreign key (project, model) references deepflow.model (project, name)
);

create table deepflow.model_version (
    project         text        not null,
    model           text        not null,
    version         integer     not null,
    stage           text        not null default 'registered' check (stage in ('registered', 'development', 'production', 'archived')),
    network         jsonb       not null,                -- item type, scale, layers with every size
    weights         text        not null check (weights ~ '^[0-9a-f]{64}$'),
    hyperparameters jsonb       not null,
    plan            jsonb       not null,                -- optimizer, epochs, batch, seed
    transformation  jsonb       not null,
    labels          jsonb       not null,                -- in the order of the classes
    environment     jsonb       not null,
    data_commit     text        not null,                -- the data that the step names
    train_commit    text        not null,                -- the part of it that was trained on
    code_commit     text,
    training_job    uuid        not null,
    epoch           integer     not null,
    creator         text        not null,
    instance_id     uuid        not null,
    job_id          uuid        not null,
    created_at      timestamptz not null default now(),
    primary key (project, model, version),
    foreign key (project, model, version) references deepflow.model_number (project, model, version)
);
create unique index model_version_in_production on deepflow.model_version (project, model) where stage = 'production';
create index model_version_by_data on deepflow.model_version (project, data_commit);

create table deepflow.model_stage_change (
    project    text        not null,
    model      text        not null,
    version    integer     not null,
    from_stage text        not null,
    to_stage   text        not null,
    changed_by text        not null,
    job_id     uuid        not null,
    at         timestamptz not null default now(),
    foreign key (project, model, version) references deepflow.model_version (project, model, version)
);
create index model_stage_change_by_version on deepflow.model_stage_change (project, model, version);

-- Bound to a version and a data commit; measuring again adds a row.
create table deepflow.evaluation (
    project     text             not null,
    model       text             not null,
    version     integer          not null,
    data_commit text             not null,
    job_id      uuid             not null,
    accuracy    double precision not null check (accuracy between 0 and 1),
    low         double precision not null,
    high        double precision not null,
    items       integer          not null,
    metrics     jsonb            not null,
    confusion   jsonb            not null,
    at          timestamptz      not null default now(),
    primary key (project, model, version, data_commit, job_id),
    foreign key (project, model, version) references deepflow.model_version (project, model, version)
);
create trigger evaluation_is_only_added before update or delete on deepflow.evaluation
    for each statement execute function deepflow.refuse_change();

-- Of a version only its stage may change.
create function deepflow.refuse_model_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or to_jsonb(old) - 'stage' is distinct from to_jsonb(new) - 'stage' then
        raise exception 'the model version %@% is never changed', old.model, old.version;
    end if;
    return new;
end $$;
create trigger model_version_keeps before update or delete on deepflow.model_version
    for each row execute function deepflow.refuse_model_change();
