-- Versions of data sets. The items lie in the object store; these rows say which version is which, and where it came from.

create table deepflow.data_commit (
    project     text        not null,
    id          text        not null check (id ~ '^[0-9a-f]{32}$'),
    dataset     text        not null,
    branch      text,                                    -- the branch that it was committed to; null: an intermediate result
    parent      text,                                    -- what the branch held before
    manifest    text        not null check (manifest ~ '^[0-9a-f]{64}$'),
    item_count  integer     not null check (item_count >= 0),
    labeled     boolean     not null,
    operation   text        not null,                    -- the activity that made it
    message     text        not null,
    instance_id uuid        not null,
    pipeline    text        not null,
    node        text        not null,
    round       integer     not null,
    job_id      uuid        not null,
    created_at  timestamptz not null default now(),
    primary key (project, id),
    foreign key (project, parent) references deepflow.data_commit (project, id),
    check (parent is null or branch is not null)
);
create index data_commit_by_dataset on deepflow.data_commit (project, dataset, created_at desc);
create index data_commit_by_instance on deepflow.data_commit (instance_id);

-- What a commit was made from. A commit without a source was ingested from outside; its message says from where.
create table deepflow.data_provenance (
    project   text not null,
    commit_id text not null,
    source_id text not null,
    primary key (project, commit_id, source_id),
    foreign key (project, commit_id) references deepflow.data_commit (project, id),
    foreign key (project, source_id) references deepflow.data_commit (project, id)
);
create index data_provenance_by_source on deepflow.data_provenance (project, source_id);

create table deepflow.data_branch (
    project  text        not null,
    dataset  text        not null,
    name     text        not null,
    tip      text,                                       -- null only within the transaction that makes the branch
    moved_at timestamptz not null default now(),
    primary key (project, dataset, name),
    foreign key (project, tip) references deepflow.data_commit (project, id)
);

-- Who said what an item is, when, and on which version. A later label does not replace an earlier one: it follows it.
create table deepflow.label (
    project    text        not null,
    dataset    text        not null,
    item       text        not null,
    label      text        not null,
    labeler    text        not null,
    commit_id  text        not null,                     -- the version that the label made
    job_id     uuid        not null,
    labeled_at timestamptz not null default now(),
    foreign key (project, commit_id) references deepflow.data_commit (project, id)
);
create index label_by_item on deepflow.label (project, dataset, item);
create index label_by_commit on deepflow.label (project, commit_id);

create function deepflow.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are only added, never changed', tg_table_name;
end $$;

create trigger label_is_only_added before update or delete on deepflow.label
    for each statement execute function deepflow.refuse_change();
create trigger data_commit_is_only_added before update or delete on deepflow.data_commit
    for each statement execute function deepflow.refuse_change();
