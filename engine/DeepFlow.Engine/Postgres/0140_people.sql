-- Groups of people: a group holds roles for its members, and a task may be offered to it by name. People and groups share one
-- space of names, since "@name" in a task means either.

create table deepflow.person_group (
  project     text not null references deepflow.project,
  name        text not null,
  display     text not null,
  created_at  timestamptz not null default now(),
  primary key (project, name)
);

create table deepflow.person_group_member (
  project     text not null,
  group_name  text not null,
  person      text not null,
  primary key (project, group_name, person),
  foreign key (project, group_name) references deepflow.person_group on delete cascade,
  foreign key (project, person) references deepflow.person on delete cascade
);
create index person_group_member_person on deepflow.person_group_member (project, person);

create table deepflow.person_group_role (
  project     text not null,
  group_name  text not null,
  role        text not null,
  primary key (project, group_name, role),
  foreign key (project, group_name) references deepflow.person_group on delete cascade
);

-- Under which words a person is a candidate: roles, those of their groups, and by name.
create view deepflow.person_key as
  select project, name as person, 'everyone' as key from deepflow.person
  union all select project, name, '@' || name from deepflow.person
  union all select project, person, role from deepflow.person_role
  union all select project, person, '@' || group_name from deepflow.person_group_member
  union all select m.project, m.person, r.role
    from deepflow.person_group_member m join deepflow.person_group_role r using (project, group_name);
