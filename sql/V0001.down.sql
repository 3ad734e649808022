-- V0001 down: takes back everything that V0001.up.sql made, and the rows with it. There is no way back.
--
--     psql -v ON_ERROR_STOP=1 -f V0001.down.sql
--
-- The reverse order of the up: a table goes before those that it references. Indexes, constraints and triggers go
-- with their table. Nothing here says "cascade": if something that V0001 did not make depends on a
-- table or a type (a view, say), the file stops there rather than dropping it too.
--
-- Run it with the search_path that the up had: names are looked up in all of its schemas.
-- Every statement can be run again: on an empty database, or where only a part of the up was applied.

drop table if exists transcript_snippets;
drop table if exists provider_configs;
drop table if exists email_notifications;
drop table if exists events;
drop table if exists survey_responses;
drop table if exists call_attempts;
drop table if exists exclusion_list_entries;
drop table if exists contacts;
drop table if exists campaigns;
drop table if exists email_templates;
drop table if exists users;

drop function if exists set_updated_at();

drop type if exists llm_provider;
drop type if exists provider_type;
drop type if exists email_template_type;
drop type if exists email_status;
drop type if exists event_type;
drop type if exists exclusion_source;
drop type if exists contact_outcome;
drop type if exists contact_language;
drop type if exists contact_state;
drop type if exists question_type;
drop type if exists campaign_language;
drop type if exists campaign_status;
drop type if exists user_role;
