-- The down brings a unique constraint back without NULLS NOT DISTINCT, so that any number of nulls pass.
-- expect: down-restores V0002.down.sql:3 coupons.uq_coupons_code
-- file: V0001.up.sql
create table if not exists coupons (
  id bigint constraint pk_coupons primary key,
  code text,
  constraint uq_coupons_code unique nulls not distinct (code)
);
-- file: V0001.down.sql
drop table if exists coupons;
-- file: V0002.up.sql
alter table coupons drop constraint if exists uq_coupons_code;
-- file: V0002.down.sql
alter table coupons drop constraint if exists uq_coupons_code;

alter table coupons add constraint uq_coupons_code unique (code);
