-- Who waits, and signals that nobody waited for yet. A correlation of '' is none.

-- A step that waits. A signal that it gets takes the row away, so that it gets one.
create table deepflow.waiter (
  project     text not null,
  instance    uuid not null,                 -- no foreign key: an ended instance waits for nothing, and the check would write to its row
  root        uuid not null,
  node        text not null,
  iteration   int not null,
  signal      text,                          -- null: it waits for a time only
  correlation text not null default '',
  since       timestamptz not null default now(),
  primary key (instance, node, iteration)
);
create index waiter_signal on deepflow.waiter (project, signal, correlation) where signal is not null;
create index waiter_root on deepflow.waiter (root);

-- A signal that nobody waited for is kept for the first who comes to; one with a key stays, so that a repeat is recognised.
create table deepflow.signal (
  id          bigint generated always as identity primary key,
  project     text not null,
  name        text not null,
  correlation text not null default '',
  data        json,
  sent_by     text not null,
  sent_at     timestamptz not null default now(),
  kept_until  timestamptz not null,
  key         text,
  taken_at    timestamptz,
  taken_by    uuid,                          -- the instance; null where it was received when it was sent, perhaps by several
  check (taken_by is null or taken_at is not null)
);
create index signal_kept on deepflow.signal (project, name, correlation, id) where taken_at is null;
create index signal_expiry on deepflow.signal (kept_until);
create unique index signal_key on deepflow.signal (project, name, correlation, key) where key is not null;
