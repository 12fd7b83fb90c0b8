-- Times are milliseconds since 1970. Definitions are versioned JSON.

create table schema_version (
  id      integer primary key check (id = 1),
  version integer not null
);

create table databases (
  name       text primary key,
  definition text not null
);

create table tables (
  id            ${identity},
  database_name text   not null references databases (name),
  name          text   not null,
  version       bigint not null,
  updated       bigint not null,
  definition    text   not null,
  unique (database_name, name)
);

-- The versions before the current one, which stands in tables.
create table table_versions (
  table_id   bigint not null references tables (id) on delete cascade,
  version    bigint not null,
  updated    bigint not null,
  definition text   not null,
  primary key (table_id, version)
);

-- Values: a JSON array, in the order of the partition keys.
create table partitions (
  table_id         bigint not null references tables (id) on delete cascade,
  partition_values text   not null,
  definition       text   not null,
  primary key (table_id, partition_values)
) ${clustered};

-- A row stays when the lease is released or over: it counts the tokens of its job.
create table leases (
  job     text primary key,
  token   bigint not null,
  run_id  text   not null,
  holder  text   not null,
  expires bigint not null
);

create table journal (
  job      text   not null,
  token    bigint not null,
  run_id   text   not null,
  phase    text   not null,
  planned  bigint not null,
  changed  bigint not null,
  replaces text,
  receipts text   not null,
  sinks    text   not null,
  slices   text   not null,
  primary key (job, token)
);
create index journal_by_run on journal (job, run_id, token);
create index journal_unfinished on journal (job, token) where phase not in ('ADVANCED', 'DISCARDED');

create table bookmarks (
  id      ${identity},
  job     text   not null,
  source  text   not null,
  kind    text   not null,
  run_id  text   not null,
  updated bigint not null,
  unique (job, source)
);

-- Token: of the run that read the version.
create table ledger_files (
  bookmark_id  bigint   not null references bookmarks (id) on delete cascade,
  path_hash    ${bytes} not null,
  version_hash bigint   not null,
  token        bigint   not null,
  primary key (bookmark_id, path_hash)
) ${clustered};

create table runs (
  id        ${identity},
  job       text             not null,
  run_id    text             not null,
  status    text             not null,
  exit_code integer          not null,
  started   bigint           not null,
  seconds   double precision not null,
  report    text             not null
);
create index runs_by_job on runs (job, started);
create index runs_by_run on runs (run_id);
create index runs_by_time on runs (started);

insert into schema_version (id, version) values (1, 1);
