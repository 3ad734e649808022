-- Foreign keys: every action, every match, composite, to themselves, to keys that are not primary.

create table parents (
    id integer,
    code text not null,
    region text not null,
    number integer not null,
    constraint pk_parents primary key (id),
    constraint uq_parents_code unique (code),
    constraint uq_parents_region_number unique (region, number)
);

-- What SET DEFAULT falls back to.
insert into parents (id, code, region, number) values (0, 'nobody', 'nowhere', 0), (1, 'first', 'somewhere', 1);

create table acts (
    id integer,
    none_id integer,
    restricted_id integer,
    cascaded_id integer,
    nulled_id integer,
    defaulted_id integer default 0,
    required_id integer not null,
    required_cascaded_id integer not null,
    required_defaulted_id integer not null default 0,
    constraint pk_acts primary key (id),
    constraint fk_acts_none foreign key (none_id) references parents (id),
    constraint fk_acts_restricted foreign key (restricted_id) references parents (id) on delete restrict on update restrict,
    constraint fk_acts_cascaded foreign key (cascaded_id) references parents (id) on delete cascade on update cascade,
    constraint fk_acts_nulled foreign key (nulled_id) references parents (id) on delete set null on update set null,
    constraint fk_acts_defaulted foreign key (defaulted_id) references parents (id)
    on delete set default on update set default,
    constraint fk_acts_required foreign key (required_id) references parents (id) on delete no action on update cascade,
    constraint fk_acts_required_cascaded foreign key (required_cascaded_id) references parents (id)
    on delete cascade on update restrict,
    constraint fk_acts_required_defaulted foreign key (required_defaulted_id) references parents (id)
    on delete set default on update no action
);

create table regions (
    name text,
    number integer,
    kind text default 'x',
    constraint pk_regions primary key (name, number)
);

create table composite_acts (
    id integer,
    none_name text,
    none_number integer,
    restricted_name text not null,
    restricted_number integer not null,
    cascaded_name text,
    cascaded_number integer not null,
    nulled_name text,
    nulled_number integer,
    partly_name text not null,
    partly_number integer,
    full_name text,
    full_number integer,
    constraint pk_composite_acts primary key (id),
    constraint fk_composite_acts_none foreign key (none_name, none_number) references regions (name, number),
    constraint fk_composite_acts_restricted foreign key (restricted_name, restricted_number)
    references regions (name, number) on delete restrict on update restrict,
    constraint fk_composite_acts_cascaded foreign key (cascaded_name, cascaded_number)
    references regions (name, number) on delete cascade on update cascade,
    constraint fk_composite_acts_nulled foreign key (nulled_name, nulled_number)
    references regions (name, number) on delete set null on update set null,
    constraint fk_composite_acts_partly foreign key (partly_name, partly_number)
    references regions (name, number) on delete set null (partly_number) on update cascade,
    constraint fk_composite_acts_full foreign key (full_name, full_number)
    references regions (name, number) match full on delete set null on update cascade
);

create table zones (
    area integer,
    number integer,
    constraint pk_zones primary key (area, number)
);

insert into zones (area, number) values (0, 0);

create table zoned (
    id integer,
    area integer default 0,
    number integer default 0,
    constraint pk_zoned primary key (id),
    constraint fk_zoned foreign key (area, number) references zones (area, number)
    on delete set default (area, number) on update set default
);

-- To keys that are not primary, and to a unique index.
create table by_code (
    code text,
    region text,
    number integer,
    constraint pk_by_code primary key (code),
    constraint fk_by_code_code foreign key (code) references parents (code) on update cascade on delete cascade,
    constraint fk_by_code_region foreign key (region, number) references parents (region, number) match full
);

create table labelled (
    id integer,
    label text not null,
    constraint pk_labelled primary key (id)
);

create unique index uq_labelled_label on labelled (label);

create table labels_used (
    label text not null references labelled (label) on update cascade on delete cascade,
    times integer not null default 0
);

-- One to one: the reference is the key, or unique.
create table regions_of_people (
    id integer generated always as identity,
    name text not null,
    constraint pk_regions_of_people primary key (id)
);

create table passports (
    owner_id integer,
    number text not null,
    constraint pk_passports primary key (owner_id),
    constraint fk_passports_owner_id foreign key (owner_id) references regions_of_people (id) on delete cascade
);

create table licences (
    id integer,
    owner_id integer not null,
    constraint pk_licences primary key (id),
    constraint uq_licences_owner_id unique (owner_id),
    constraint fk_licences_owner_id foreign key (owner_id) references regions_of_people (id)
);

-- Two references to one parent that must differ.
create table matches (
    id integer,
    home_id integer not null,
    away_id integer not null,
    constraint pk_matches primary key (id),
    constraint fk_matches_home_id foreign key (home_id) references regions_of_people (id) on delete cascade,
    constraint fk_matches_away_id foreign key (away_id) references regions_of_people (id) on delete restrict,
    constraint ck_matches_apart check (home_id <> away_id)
);

create table friends (
    left_id integer,
    right_id integer,
    constraint pk_friends primary key (left_id, right_id),
    constraint fk_friends_left_id foreign key (left_id) references parents (id) on delete cascade on update cascade,
    constraint fk_friends_right_id foreign key (right_id) references parents (id) on delete cascade on update cascade,
    constraint ck_friends_order check (left_id < right_id)
);

-- References to the table itself.
create table nodes (
    id integer,
    parent_id integer,
    twin_id integer,
    root_id integer,
    constraint pk_nodes primary key (id),
    constraint fk_nodes_parent_id foreign key (parent_id) references nodes (id) on delete cascade,
    constraint fk_nodes_twin_id foreign key (twin_id) references nodes (id) on delete set null on update cascade,
    constraint fk_nodes_root_id foreign key (root_id) references nodes (id),
    constraint ck_nodes_parent_id check (parent_id <> id)
);

create table rooted (
    id integer,
    root_id integer not null,
    constraint pk_rooted primary key (id),
    constraint fk_rooted_root_id foreign key (root_id) references rooted (id) on delete cascade on update cascade
);

create table branches (
    tree integer,
    id integer,
    parent_id integer,
    constraint pk_branches primary key (tree, id),
    constraint fk_branches_parent_id foreign key (tree, parent_id) references branches (tree, id) on delete cascade
);

-- Deferred until the end of the transaction.
create table deferring (
    id integer,
    deferred_id integer not null,
    immediate_id integer not null,
    itself_id integer not null,
    constraint pk_deferring primary key (id),
    constraint fk_deferring_deferred foreign key (deferred_id) references parents (id)
    on delete cascade deferrable initially deferred,
    constraint fk_deferring_immediate foreign key (immediate_id) references parents (id)
    deferrable initially immediate,
    constraint fk_deferring_itself foreign key (itself_id) references deferring (id) deferrable initially deferred
);

-- Composite keys that overlap: each level names the levels above.
create table tenants (
    id uuid default gen_random_uuid(),
    constraint pk_tenants primary key (id)
);

create table campaigns (
    id uuid default gen_random_uuid(),
    tenant_id uuid not null,
    constraint pk_campaigns primary key (id),
    constraint uq_campaigns_id_tenant_id unique (id, tenant_id),
    constraint fk_campaigns_tenant_id foreign key (tenant_id) references tenants (id) on delete cascade
);

create table contacts (
    id uuid default gen_random_uuid(),
    campaign_id uuid not null,
    tenant_id uuid not null,
    constraint pk_contacts primary key (id),
    constraint uq_contacts_id_campaign_id unique (id, campaign_id),
    constraint fk_contacts_tenant_id foreign key (tenant_id) references tenants (id),
    constraint fk_contacts_campaign_id foreign key (campaign_id, tenant_id) references campaigns (id, tenant_id)
    on delete cascade on update cascade
);

create table attempts (
    id uuid default gen_random_uuid(),
    contact_id uuid not null,
    campaign_id uuid not null,
    number integer not null,
    previous integer,
    constraint pk_attempts primary key (id),
    constraint uq_attempts_contact_id_number unique (contact_id, number),
    constraint fk_attempts_campaign_id foreign key (campaign_id) references campaigns (id) on delete cascade,
    constraint fk_attempts_contact_id foreign key (contact_id, campaign_id) references contacts (id, campaign_id)
    on delete cascade,
    constraint fk_attempts_previous foreign key (contact_id, previous) references attempts (contact_id, number),
    constraint ck_attempts_number check (number >= 1),
    constraint ck_attempts_previous check (previous < number)
);
