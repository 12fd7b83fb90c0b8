-- 0: the partitions of the table are still without sort keys, which depend on the types in its definition.
alter table tables add column sorted integer not null default 0;
update tables set sorted = 1 where not exists (select 1 from partitions where partitions.table_id = tables.id);

-- Identity: the values as JSON, or its digest where that is long. Value 1 to 5: the first values, spelt so that texts sort as values of
-- their keys' types do. Sort key: all values so, one after the other.
create table sorted_partitions (
  id               ${identity},
  table_id         bigint not null references tables (id) on delete cascade,
  identity         text ${binary} not null,
  sort_key         text ${binary} not null,
  value_1          text ${binary},
  value_2          text ${binary},
  value_3          text ${binary},
  value_4          text ${binary},
  value_5          text ${binary},
  partition_values text   not null,
  definition       text   not null,
  unique (table_id, identity)
);
insert into sorted_partitions (table_id, identity, sort_key, partition_values, definition)
  select table_id, partition_values, '', partition_values, definition from partitions;
drop table partitions;
alter table sorted_partitions rename to partitions;
create index partitions_by_sort_key on partitions (table_id, sort_key, id);
create index partitions_by_value_2 on partitions (table_id, value_2, id) where value_2 is not null;
create index partitions_by_value_3 on partitions (table_id, value_3, id) where value_3 is not null;
create index partitions_by_value_4 on partitions (table_id, value_4, id) where value_4 is not null;
create index partitions_by_value_5 on partitions (table_id, value_5, id) where value_5 is not null;

update schema_version set version = 7;
