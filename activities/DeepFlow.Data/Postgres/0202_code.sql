-- Merge requests on the code repository. The commits are git's; these rows say what they are for and who let them in.

create table deepflow.merge_request (
    project       text        not null,
    id            text        not null,
    source_branch text        not null,
    target_branch text        not null,
    commit_id     text        not null,                  -- the tip of the source branch when it was opened
    title         text        not null,
    state         text        not null default 'open' check (state in ('open', 'merged', 'closed')),
    model_version text,
    author        text        not null,
    created_at    timestamptz not null default now(),
    merged_by     text,
    merged_at     timestamptz,
    merge_commit  text,
    primary key (project, id),
    check ((state = 'merged') = (merged_at is not null)),
    check ((state = 'merged') = (merge_commit is not null))
);
create index merge_request_by_model on deepflow.merge_request (project, model_version);
