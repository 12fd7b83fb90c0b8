create table crawlers (
  name       text primary key,
  version    bigint not null,
  created    bigint not null,
  updated    bigint not null,
  definition text   not null
);

create table classifiers (
  name       text primary key,
  version    bigint not null,
  created    bigint not null,
  updated    bigint not null,
  definition text   not null
);

-- One that is RUNNING or STOPPING holds its crawler until it expires.
create table crawls (
  id           ${identity},
  crawl_id     text   not null unique,
  crawler_name text   not null references crawlers (name) on delete cascade,
  state        text   not null,
  started      bigint not null,
  expires      bigint not null,
  ended        bigint,
  summary      text   not null,
  error        text
);
create index crawls_by_crawler on crawls (crawler_name, id);

update schema_version set version = 4;
