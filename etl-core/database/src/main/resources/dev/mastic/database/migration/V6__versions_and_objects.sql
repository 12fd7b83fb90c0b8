-- Names compare and sort by their code points, in both databases.
${postgres}alter table databases alter column name type text collate "C";
${postgres}alter table tables alter column database_name type text collate "C";
${postgres}alter table tables alter column name type text collate "C";

-- When databases of before were made is not known.
alter table databases add column version bigint not null default 1;
alter table databases add column created bigint not null default 0;
alter table databases add column updated bigint not null default 0;
update databases set created = ${now}, updated = ${now};

alter table tables add column created bigint not null default 0;
update tables set created = coalesce(
  (select min(table_versions.updated) from table_versions where table_versions.table_id = tables.id), updated);

-- What else the catalog keeps. Owner: empty, or the database, the table's id, or that and a partition's values, as one text.
create table catalog_objects (
  id               ${identity},
  kind             text   not null,
  owner            text ${binary} not null,
  name             text ${binary} not null,
  database_name    text ${binary} references databases (name) on delete cascade,
  table_id         bigint references tables (id) on delete cascade,
  version          bigint not null,
  created          bigint not null,
  updated          bigint not null,
  definition       text   not null,
  unique (kind, owner, name)
);
create index catalog_objects_by_database on catalog_objects (database_name);
create index catalog_objects_by_table on catalog_objects (table_id, owner);

update schema_version set version = 6;
