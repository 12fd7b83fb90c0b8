-- Seen: what its schedule and its conditions are worked off to; reached: by which runs its conditions hold so far.
create table triggers (
  name       text primary key,
  created    bigint not null,
  state      text   not null,
  definition text   not null,
  seen_time  bigint not null,
  seen_run   bigint not null,
  reached    text   not null
);

-- A run that a trigger starts: CLAIMED by a process that is about to start it, then STARTED.
create table trigger_starts (
  id           ${identity},
  trigger_name text   not null references triggers (name) on delete cascade,
  run_id       text   not null,
  action       text   not null,
  due          bigint not null,
  holder       text   not null,
  state        text   not null,
  unique (trigger_name, run_id)
);
create index trigger_starts_claimed on trigger_starts (state) where state = 'CLAIMED';

update schema_version set version = 8;
