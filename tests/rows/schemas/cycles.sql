-- Tables that reference one another in circles.

-- Nullable on one side.
create table teams (
    id integer,
    captain_id integer,
    constraint pk_teams primary key (id)
);

create table players (
    id integer,
    team_id integer not null,
    constraint pk_players primary key (id),
    constraint fk_players_team_id foreign key (team_id) references teams (id) on delete cascade
);

alter table teams add constraint fk_teams_captain_id foreign key (captain_id) references players (id) on delete set null;

-- Nullable on both.
create table men (
    id integer,
    wife_id integer,
    constraint pk_men primary key (id),
    constraint uq_men_wife_id unique (wife_id)
);

create table women (
    id integer,
    husband_id integer,
    constraint pk_women primary key (id),
    constraint uq_women_husband_id unique (husband_id),
    constraint fk_women_husband_id foreign key (husband_id) references men (id) on update cascade
);

alter table men add constraint fk_men_wife_id foreign key (wife_id) references women (id) on update cascade;

-- Required on both, asked at once: one statement must insert both.
create table halves (
    id integer,
    other_id integer not null,
    constraint pk_halves primary key (id)
);

create table other_halves (
    id integer,
    half_id integer not null,
    weight integer not null,
    constraint pk_other_halves primary key (id),
    constraint fk_other_halves_half_id foreign key (half_id) references halves (id) on delete cascade,
    constraint ck_other_halves_weight check (weight > 0)
);

alter table halves add constraint fk_halves_other_id foreign key (other_id) references other_halves (id) on delete cascade;

-- Required on both, asked at the end of the transaction.
create table orders (
    id integer,
    first_line integer not null,
    constraint pk_orders primary key (id)
);

create table order_lines (
    order_id integer,
    number integer,
    constraint pk_order_lines primary key (order_id, number),
    constraint fk_order_lines_order_id foreign key (order_id) references orders (id)
    on delete cascade deferrable initially deferred
);

alter table orders add constraint fk_orders_first_line foreign key (id, first_line) references order_lines (order_id, number)
deferrable initially deferred;

-- Three tables, nullable at one place.
create table stones (
    id integer,
    scissors_id integer,
    constraint pk_stones primary key (id)
);

create table papers (
    id integer,
    stone_id integer not null,
    constraint pk_papers primary key (id),
    constraint fk_papers_stone_id foreign key (stone_id) references stones (id)
);

create table scissors (
    id integer,
    paper_id integer not null,
    sharp boolean not null default true,
    constraint pk_scissors primary key (id),
    constraint fk_scissors_paper_id foreign key (paper_id) references papers (id)
);

alter table stones add constraint fk_stones_scissors_id foreign key (scissors_id) references scissors (id);

-- Three tables, required everywhere.
create table hens (
    id integer,
    egg_id integer not null,
    constraint pk_hens primary key (id)
);

create table eggs (
    id integer,
    nest_id integer not null,
    constraint pk_eggs primary key (id)
);

create table nests (
    id integer,
    hen_id integer not null,
    constraint pk_nests primary key (id),
    constraint fk_nests_hen_id foreign key (hen_id) references hens (id)
);

alter table hens add constraint fk_hens_egg_id foreign key (egg_id) references eggs (id);
alter table eggs add constraint fk_eggs_nest_id foreign key (nest_id) references nests (id);

-- A row that hangs on a circle without being in it.
create table feathers (
    id integer,
    hen_id integer not null,
    egg_id integer,
    constraint pk_feathers primary key (id),
    constraint fk_feathers_hen_id foreign key (hen_id) references hens (id),
    constraint fk_feathers_egg_id foreign key (egg_id) references eggs (id)
);
