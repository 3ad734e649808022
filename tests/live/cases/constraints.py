"""Constraints and indexes."""

from __future__ import annotations

from tests.live.cases.case import Case, table

CONSTRAINTS = (
    table(
        "primary key",
        "alter table orders drop constraint orders_pkey, add primary key (id, shop)",
        "orders.orders_pkey changed: definition: PRIMARY KEY (id) → PRIMARY KEY (id, shop)",
        columns="id integer primary key, shop integer not null",
    ),
    table(
        "primary key dropped",
        "alter table orders drop constraint orders_pkey",
        "orders.orders_pkey is missing: PRIMARY KEY (id)",
        columns="id integer primary key",
    ),
    table(
        "unique",
        "alter table orders drop constraint orders_id_key, add unique (id) deferrable",
        "orders.orders_id_key changed: definition: UNIQUE (id) → UNIQUE (id) DEFERRABLE",
        columns="id integer unique",
    ),
    table(
        "unique nulls",
        "alter table orders drop constraint orders_id_key, add unique nulls not distinct (id)",
        "orders.orders_id_key changed: definition: UNIQUE (id) → UNIQUE NULLS NOT DISTINCT (id)",
        columns="id integer unique",
    ),
    table(
        "unique index became a constraint",
        "alter table orders add unique using index one",
        "index one changed: constraint: none → one",
        "orders.one is left over: UNIQUE (id)",
        columns="id integer); create unique index one on orders (id",
    ),
    table(
        "check weakened",
        "alter table orders drop constraint positive, add constraint positive check (total >= 0)",
        "orders.positive changed: definition: CHECK ((total > (0)::numeric)) → CHECK ((total >= (0)::numeric))",
        columns="total numeric constraint positive check (total > 0)",
    ),
    table(
        "check not validated",
        "alter table orders drop constraint positive, add constraint positive check (total > 0) not valid",
        "orders.positive changed: definition: CHECK ((total > 0)) → CHECK ((total > 0)) NOT VALID",
        columns="total integer constraint positive check (total > 0)",
    ),
    table(
        "check not inherited",
        "alter table orders drop constraint positive, add constraint positive check (total > 0) no inherit",
        "orders.positive changed: definition: CHECK ((total > 0)) → CHECK ((total > 0)) NO INHERIT",
        columns="total integer constraint positive check (total > 0)",
    ),
    table(
        "check not enforced",
        "alter table orders drop constraint positive, add constraint positive check (total > 0) not enforced",
        "orders.positive changed: definition: CHECK ((total > 0)) → CHECK ((total > 0)) NOT ENFORCED",
        columns="total integer constraint positive check (total > 0)",
        since=18,
    ),
    table(
        "constraint renamed",
        "alter table orders rename constraint positive to above_zero",
        "orders.positive is missing: CHECK ((total > 0))",
        "orders.above_zero is left over: CHECK ((total > 0))",
        columns="total integer constraint positive check (total > 0)",
    ),
    table(
        "named not null",
        "alter table orders rename constraint must to shall",
        "orders.must is missing: NOT NULL id",
        "orders.shall is left over: NOT NULL id",
        columns="id integer constraint must not null",
        since=18,
    ),
    table(
        "not null not inherited",
        "alter table orders alter constraint orders_id_not_null no inherit",
        "orders.orders_id_not_null is left over: NOT NULL id NO INHERIT",
        columns="id integer not null",
        since=18,
    ),
    table(
        "exclusion",
        "alter table orders drop constraint apart,"
        " add constraint apart exclude using gist (during with &&) where (id > 0)",
        "orders.apart changed: definition: EXCLUDE USING gist (during WITH &&)"
        " → EXCLUDE USING gist (during WITH &&) WHERE ((id > 0))",
        columns="id integer, during tsrange, constraint apart exclude using gist (during with &&)",
    ),
    Case(
        "foreign key action",
        "create table shops (id integer primary key);"
        " create table orders (shop integer constraint of_shop references shops)",
        "alter table orders drop constraint of_shop,"
        " add constraint of_shop foreign key (shop) references shops on delete cascade",
        (
            (
                "orders.of_shop changed: definition: FOREIGN KEY (shop) REFERENCES public.shops(id)"
                " → FOREIGN KEY (shop) REFERENCES public.shops(id) ON DELETE CASCADE"
            ),
        ),
        "drop table orders, shops",
    ),
    Case(
        "foreign key deferred",
        "create table shops (id integer primary key);"
        " create table orders (shop integer constraint of_shop references shops)",
        "alter table orders alter constraint of_shop deferrable initially deferred",
        (
            (
                "orders.of_shop changed: definition: FOREIGN KEY (shop) REFERENCES public.shops(id)"
                " → FOREIGN KEY (shop) REFERENCES public.shops(id) DEFERRABLE INITIALLY DEFERRED"
            ),
        ),
        "drop table orders, shops",
    ),
    Case(
        "foreign key that does not fire",
        "create table shops (id integer primary key);"
        " create table orders (shop integer constraint of_shop references shops)",
        "alter table orders disable trigger all",
        (
            "constraint trigger orders.of_shop (RI_FKey_check_ins on orders) is left over: disabled",
            "constraint trigger orders.of_shop (RI_FKey_check_upd on orders) is left over: disabled",
        ),
        "drop table orders, shops",
    ),
    Case(
        "foreign key to partitions",
        "create table shops (id integer primary key) partition by list (id);"
        " create table shops_1 partition of shops for values in (1);"
        " create table orders (shop integer constraint of_shop references shops)",
        "create table shops_2 partition of shops for values in (2)",
        ("shops_2 is left over",),
        "drop table orders, shops",
    ),
)

INDEXES = (
    table(
        "index dropped",
        "drop index idx",
        "index idx is missing: CREATE INDEX idx ON public.orders USING btree (id)",
        columns="id integer); create index idx on orders (id",
    ),
    table(
        "index method",
        "drop index idx; create index idx on orders using hash (id)",
        "index idx changed: definition: CREATE INDEX idx ON public.orders USING btree (id)"
        " → CREATE INDEX idx ON public.orders USING hash (id)",
        columns="id integer); create index idx on orders (id",
    ),
    table(
        "index predicate",
        "drop index idx; create index idx on orders (id)",
        "index idx changed: definition: CREATE INDEX idx ON public.orders USING btree (id) WHERE (id > 0)"
        " → CREATE INDEX idx ON public.orders USING btree (id)",
        columns="id integer); create index idx on orders (id) where (id > 0",
    ),
    table(
        "index became unique",
        "drop index idx; create unique index idx on orders (id)",
        "index idx changed: definition: CREATE INDEX idx ON public.orders USING btree (id)"
        " → CREATE UNIQUE INDEX idx ON public.orders USING btree (id)",
        columns="id integer); create index idx on orders (id",
    ),
    table(
        "index order",
        "drop index idx; create index idx on orders (id desc nulls last) include (name)",
        "index idx changed: definition: CREATE INDEX idx ON public.orders USING btree (id)"
        " → CREATE INDEX idx ON public.orders USING btree (id DESC NULLS LAST) INCLUDE (name)",
        columns="id integer, name text); create index idx on orders (id",
    ),
    table(
        "index operator class",
        "drop index idx; create index idx on orders (lower(name) text_pattern_ops)",
        "index idx changed: definition: CREATE INDEX idx ON public.orders USING btree (lower(name))"
        " → CREATE INDEX idx ON public.orders USING btree (lower(name) text_pattern_ops)",
        columns="name text); create index idx on orders (lower(name)",
    ),
    table(
        "index statistics",
        "alter index idx alter column 1 set statistics 200",
        "index idx changed: statistics: () → (1 = 200)",
        columns="name text); create index idx on orders (lower(name)",
    ),
    table(
        "index invalid",
        "update pg_index set indisvalid = false where indexrelid = 'idx'::regclass",
        "index idx changed: valid: yes → no",
        columns="id integer); create index idx on orders (id",
    ),
    table(
        "index options",
        "alter index idx set (fillfactor = 60)",
        "index idx changed: definition: CREATE INDEX idx ON public.orders USING btree (id)"
        " → CREATE INDEX idx ON public.orders USING btree (id) WITH (fillfactor='60')",
        columns="id integer); create index idx on orders (id",
    ),
    Case(
        "index of a partition",
        "create table orders (id integer) partition by list (id); create table one partition of orders default;"
        " create index idx on only orders (id); create index part on one (id)",
        "alter index idx attach partition part",
        ("index part changed: parent: none → idx", "index idx changed: valid: no → yes"),
        "drop table orders",
    ),
)
