-- The texts that a published definition was compiled from, for people: the engine runs the definition.
create table deepflow.bundle_source (
  project text not null,
  hash    text not null,
  path    text not null,
  text    text not null,
  primary key (project, hash, path),
  foreign key (project, hash) references deepflow.bundle (project, hash)
);
