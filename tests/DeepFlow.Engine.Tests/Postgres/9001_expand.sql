-- What a newer server adds, for MigrationsTests: the server before knows nothing of it.
alter table deepflow.instance add column color text not null default 'blue';
create table deepflow.newer (id int primary key);
