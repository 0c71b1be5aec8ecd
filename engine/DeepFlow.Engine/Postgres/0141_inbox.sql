-- What the inbox reads. An open task has a row for each holder to whom it is offered (a role, or "@name" of a person or group),
-- one for "*" (everything), and, while claimed, one for "=person". Every question of the inbox is so a walk along one of four
-- indexes from where the last page ended, however many tasks wait; decided tasks have no rows here.
create table deepflow.task_candidate (
  project    text not null,
  holder     text not null,
  claimed    boolean not null,
  pipeline   text not null,
  node       text not null,
  task       uuid not null references deepflow.task on delete cascade,
  created_at timestamptz not null,
  due_at     timestamptz not null,           -- infinity: never
  primary key (task, holder)
);
create index task_candidate_age on deepflow.task_candidate (project, holder, claimed, created_at, task);
create index task_candidate_due on deepflow.task_candidate (project, holder, claimed, due_at, task);
create index task_candidate_step_age on deepflow.task_candidate (project, holder, claimed, pipeline, node, created_at, task);
create index task_candidate_step_due on deepflow.task_candidate (project, holder, claimed, pipeline, node, due_at, task);

create table deepflow.task_comment (
  id        bigint generated always as identity primary key,
  project   text not null,
  task      uuid not null references deepflow.task on delete cascade,
  person    text not null,
  text      text not null,
  identity  text not null check (identity in ('asserted', 'authenticated')),
  at        timestamptz not null default now()
);
create index task_comment_task on deepflow.task_comment (task, id);
