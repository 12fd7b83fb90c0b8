-- What crawls remember of the files below a target, under one fingerprint.
create table manifests (
  id           ${identity},
  crawler_name text not null,
  location     text not null,
  fingerprint  text not null,
  unique (crawler_name, location)
);

create table manifest_folders (
  manifest_id bigint  not null references manifests (id) on delete cascade,
  path        text    not null,
  hash        text    not null,
  files       bigint  not null,
  seen        ${bytes} not null,
  listing     ${bytes} not null,
  primary key (manifest_id, path)
);

update schema_version set version = 5;
