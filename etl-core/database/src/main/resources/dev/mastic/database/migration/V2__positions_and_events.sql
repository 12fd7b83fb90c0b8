-- The position of sources that have no ledger: versioned JSON.
alter table bookmarks add column position text;

-- What happened in each run, for people.
create table journal_events (
  id     ${identity},
  job    text   not null,
  token  bigint not null,
  at     bigint not null,
  what   text   not null,
  detail text   not null
);
create index journal_events_by_run on journal_events (job, token);

update schema_version set version = 2;
