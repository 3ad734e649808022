-- The up drops a deferrable constraint that reordering needs, and the down makes it immediate for good.
-- expect: down-restores V0002.down.sql:3 slides.uq_slides_position
-- file: V0001.up.sql
create table if not exists slides (
  id bigint constraint pk_slides primary key,
  position integer not null,
  constraint uq_slides_position unique (position) deferrable initially deferred
);
-- file: V0001.down.sql
drop table if exists slides;
-- file: V0002.up.sql
alter table slides drop constraint if exists uq_slides_position;
-- file: V0002.down.sql
alter table slides drop constraint if exists uq_slides_position;

alter table slides add constraint uq_slides_position unique (position);
