-- A bookmark is what it is since the lease with this token; rewinds reach back to the other one. One that was reset is of kind 'none'.
alter table bookmarks add column since bigint not null default 0;
alter table bookmarks add column reach bigint not null default 0;
-- What they were before was not kept so far.
update bookmarks set reach = coalesce(
  (select max(token) from journal where journal.job = bookmarks.job and phase = 'ADVANCED'), 0);

-- Null: since the run that read the version.
alter table ledger_files add column since bigint;

-- What bookmarks and their ledgers were, from one token up to another.
create table bookmarks_past (
  bookmark_id bigint not null references bookmarks (id) on delete cascade,
  kind        text   not null,
  position    text,
  run_id      text   not null,
  updated     bigint not null,
  since       bigint not null,
  until       bigint not null,
  primary key (bookmark_id, since)
);

create table ledger_past (
  bookmark_id  bigint   not null references bookmarks (id) on delete cascade,
  path_hash    ${bytes} not null,
  version_hash bigint   not null,
  token        bigint   not null,
  since        bigint   not null,
  until        bigint   not null,
  primary key (bookmark_id, path_hash, since)
) ${clustered};

-- Those who have read files, or marked them as read, without a place in the journal: runs of another state, and people.
create table other_runs (
  id     ${identity},
  job    text   not null,
  token  bigint not null,
  run_id text   not null,
  ended  bigint
);
create index other_runs_by_token on other_runs (job, token);

update schema_version set version = 3;
