-- V0001 up: the voicesurveyagent data model. PostgreSQL 15 or later, no extension.
--
--     psql -v ON_ERROR_STOP=1 -f V0001.up.sql
--
-- Every statement can be run again, so the file can too: with or without psql -1, and after an interruption
-- anywhere. There is no ledger table; a second run changes nothing. Everything is made in the first schema of
-- the search_path, normally public.
--
-- Order: types, the trigger function, then the tables so that each one references only tables above it.

-- ---------------------------------------------------------------------------------------------------------
-- Enum types
-- ---------------------------------------------------------------------------------------------------------

-- PostgreSQL has no "create type if not exists", and swallowing duplicate_object would hide a type that lacks
-- a label. So a type that already stands is compared: it must hold these labels in this order. Labels that
-- later versions added, wherever they stand, are allowed.
do $$
declare
    wanted record;
    existing record;
    found_labels text[];
begin
    for wanted in
        select
            name,
            labels
        from (
            values
            ('user_role', array['admin', 'campaign_manager', 'viewer']),
            ('campaign_status', array['draft', 'scheduled', 'running', 'paused', 'completed', 'cancelled']),
            ('campaign_language', array['en', 'it']),
            ('question_type', array['free_text', 'numeric', 'scale']),
            ('contact_state', array['pending', 'in_progress', 'completed', 'refused', 'not_reached', 'excluded']),
            ('contact_language', array['en', 'it', 'auto']),
            ('contact_outcome', array['completed', 'refused', 'no_answer', 'busy', 'failed']),
            ('exclusion_source', array['import', 'api', 'manual']),
            ('event_type', array['survey.completed', 'survey.refused', 'survey.not_reached']),
            ('email_status', array['pending', 'sent', 'failed']),
            ('email_template_type', array['completed', 'refused', 'not_reached']),
            ('provider_type', array['telephony_api', 'voice_ai_platform']),
            ('llm_provider', array['openai', 'anthropic', 'azure-openai', 'google'])
        ) as enums (name, labels)
    loop
        select
            pg_type.oid,
            pg_type.typtype
        into existing
        from pg_type
        join pg_namespace on pg_namespace.oid = pg_type.typnamespace
        where
            pg_type.typname = wanted.name
            and pg_namespace.nspname = current_schema();

        if not found then
            execute format(
                'create type %I as enum (%s)',
                wanted.name,
                (
                    select string_agg(quote_literal(label), ', ' order by place)
                    from unnest(wanted.labels) with ordinality as listed (label, place)
                )
            );
            continue;
        end if;

        if existing.typtype <> 'e' then
            raise exception using
                errcode = 'wrong_object_type',
                message = format('type %I.%I is not an enum', current_schema(), wanted.name),
                detail = format(
                    'Expected: an enum of %s. Found: a %s of that name.',
                    array_to_string(wanted.labels, ', '),
                    case existing.typtype
                        when 'c' then 'table, view or composite type'
                        when 'd' then 'domain'
                        else 'type of another kind'
                    end
                ),
                hint = 'Rename or drop it, then run this file again.';
        end if;

        found_labels := array(
            select enumlabel::text
            from pg_enum
            where enumtypid = existing.oid
            order by enumsortorder
        );

        -- What is left of the labels found, without the later additions, must be the labels wanted.
        if wanted.labels <> array(
            select label
            from unnest(found_labels) with ordinality as present (label, place)
            where label = any(wanted.labels)
            order by place
        ) then
            raise exception using
                errcode = 'datatype_mismatch',
                message = format(
                    'enum %I.%I lacks a label or orders its labels differently',
                    current_schema(),
                    wanted.name
                ),
                detail = format(
                    'Expected: %s. Found: %s.',
                    array_to_string(wanted.labels, ', '),
                    array_to_string(found_labels, ', ')
                ),
                hint = 'Add a missing label with "alter type ... add value ..."; a wrong order needs a new type.';
        end if;
    end loop;
end
$$;

comment on type user_role is 'What a user may do.';
comment on type campaign_status is 'Where a campaign stands; only a running one is dialled.';
comment on type campaign_language is 'A language that a survey can be held in and a mail can be written in.';
comment on type question_type is 'The kind of answer that a survey question expects.';
comment on type contact_state is 'Where a contact stands within its campaign.';
comment on type contact_language is 'The language to speak with a contact; auto leaves the choice to the call.';
comment on type contact_outcome is 'How one dial ended.';
comment on type exclusion_source is 'How a number came onto the do-not-call list.';
comment on type event_type is 'What happened to a contact, as the email worker reads it.';
comment on type email_status is 'Whether a mail has left.';
comment on type email_template_type is 'The ending of a survey that a mail template is written for.';
comment on type provider_type is 'The kind of service that places the calls.';
comment on type llm_provider is 'Who runs the language model that speaks.';

-- ---------------------------------------------------------------------------------------------------------
-- Trigger function
-- ---------------------------------------------------------------------------------------------------------

-- clock_timestamp() and not now(): updated_at moves forward within a transaction too.
create or replace function set_updated_at()
returns trigger
language plpgsql
as $$
begin
    new.updated_at := clock_timestamp();
    return new;
end
$$;

comment on function set_updated_at() is 'Sets updated_at of the row being updated to the time of the update.';

-- ---------------------------------------------------------------------------------------------------------
-- users
-- ---------------------------------------------------------------------------------------------------------

create table if not exists users (
    id uuid default gen_random_uuid(),
    oidc_sub varchar(255) not null,
    email varchar(255) not null,
    name varchar(255) not null,
    role user_role not null default 'viewer',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint pk_users primary key (id),
    constraint uq_users_oidc_sub unique (oidc_sub),
    constraint uq_users_email unique (email)
);

create or replace trigger trg_users_updated_at
before update on users
for each row
execute function set_updated_at();

comment on table users is 'People who sign in through OpenID Connect.';
comment on column users.oidc_sub is 'The sub claim of the identity provider: who this is, whatever the email becomes.';

-- ---------------------------------------------------------------------------------------------------------
-- email_templates
-- ---------------------------------------------------------------------------------------------------------

create table if not exists email_templates (
    id uuid default gen_random_uuid(),
    name varchar(255) not null,
    type email_template_type not null,
    subject varchar(500) not null,
    body_html text not null,
    body_text text,
    locale campaign_language not null default 'en',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint pk_email_templates primary key (id)
);

create or replace trigger trg_email_templates_updated_at
before update on email_templates
for each row
execute function set_updated_at();

comment on table email_templates is 'Follow-up mails, one for an ending of a survey in one language.';
comment on column email_templates.type is 'The ending of a survey that this mail is written for.';
comment on column email_templates.body_text is 'The plain-text alternative; null: the mail is HTML only.';
comment on column email_templates.locale is 'The language that the mail is written in.';

-- ---------------------------------------------------------------------------------------------------------
-- campaigns
-- ---------------------------------------------------------------------------------------------------------

create table if not exists campaigns (
    id uuid default gen_random_uuid(),
    name varchar(255) not null,
    description text,
    status campaign_status not null default 'draft',
    language campaign_language not null default 'en',
    intro_script text not null,
    question_1_text text not null,
    question_2_text text not null,
    question_3_text text not null,
    question_1_type question_type not null,
    question_2_type question_type not null,
    question_3_type question_type not null,
    max_attempts integer not null default 3,
    retry_interval_minutes integer not null default 60,
    allowed_call_start_local time not null default '09:00',
    allowed_call_end_local time not null default '20:00',
    email_completed_template_id uuid,
    email_refused_template_id uuid,
    email_not_reached_template_id uuid,
    created_by_user_id uuid not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint pk_campaigns primary key (id),
    constraint fk_campaigns_email_completed_template_id
    foreign key (email_completed_template_id) references email_templates (id)
    on delete set null,
    constraint fk_campaigns_email_refused_template_id
    foreign key (email_refused_template_id) references email_templates (id)
    on delete set null,
    constraint fk_campaigns_email_not_reached_template_id
    foreign key (email_not_reached_template_id) references email_templates (id)
    on delete set null,
    constraint fk_campaigns_created_by_user_id
    foreign key (created_by_user_id) references users (id)
    on delete restrict,
    constraint ck_campaigns_max_attempts check (max_attempts between 1 and 5),
    constraint ck_campaigns_retry_interval_minutes check (retry_interval_minutes >= 1),
    constraint ck_campaigns_allowed_call_window check (allowed_call_end_local > allowed_call_start_local)
);

create index if not exists idx_campaigns_name on campaigns (name);
create index if not exists idx_campaigns_status on campaigns (status);
create index if not exists idx_campaigns_email_completed_template_id on campaigns (email_completed_template_id);
create index if not exists idx_campaigns_email_refused_template_id on campaigns (email_refused_template_id);
create index if not exists idx_campaigns_email_not_reached_template_id on campaigns (email_not_reached_template_id);
create index if not exists idx_campaigns_created_by_user_id on campaigns (created_by_user_id);

create or replace trigger trg_campaigns_updated_at
before update on campaigns
for each row
execute function set_updated_at();

comment on table campaigns is 'One outbound survey of exactly three questions.';
comment on column campaigns.intro_script is 'What is said before consent is asked for.';
comment on column campaigns.max_attempts is 'How many times one contact is dialled at most.';
comment on column campaigns.retry_interval_minutes is 'How long to wait before a contact is dialled again.';
comment on column campaigns.allowed_call_start_local is 'The local time of day from which contacts may be called.';
comment on column campaigns.allowed_call_end_local is 'The local time of day until which contacts may be called.';
comment on column campaigns.email_completed_template_id is 'The mail after a completed survey; null: none is sent.';
comment on column campaigns.email_refused_template_id is 'The mail after a refusal; null: none is sent.';
comment on column campaigns.email_not_reached_template_id is 'The mail after the last failed dial; null: none is sent.';

-- ---------------------------------------------------------------------------------------------------------
-- contacts
-- ---------------------------------------------------------------------------------------------------------

create table if not exists contacts (
    id uuid default gen_random_uuid(),
    campaign_id uuid not null,
    external_contact_id varchar(255),
    phone_number varchar(20) not null,
    email varchar(255),
    preferred_language contact_language not null default 'auto',
    has_prior_consent boolean not null default false,
    do_not_call boolean not null default false,
    state contact_state not null default 'pending',
    attempts_count integer not null default 0,
    last_attempt_at timestamptz,
    last_outcome contact_outcome,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint pk_contacts primary key (id),
    -- id alone is unique already; the pair is what other tables reference, so that they name this campaign.
    constraint uq_contacts_id_campaign_id unique (id, campaign_id),
    constraint fk_contacts_campaign_id
    foreign key (campaign_id) references campaigns (id)
    on delete cascade,
    constraint ck_contacts_phone_number check (phone_number ~ '^\+[1-9][0-9]{1,14}$'),
    constraint ck_contacts_attempts_count check (attempts_count >= 0)
);

create index if not exists idx_contacts_phone_number on contacts (phone_number);

-- Serves the scheduler's scan (one campaign, do_not_call false, state pending or not_reached, attempts_count under
-- a limit) as a whole: equalities first, the range last. It serves the foreign key to campaigns too, and is
-- not partial because then it could not, nor a scan whose states are parameters.
create index if not exists idx_contacts_campaign_id_do_not_call_state_attempts_count
on contacts (campaign_id, do_not_call, state, attempts_count);

create or replace trigger trg_contacts_updated_at
before update on contacts
for each row
execute function set_updated_at();

comment on table contacts is 'One person in one campaign.';
comment on column contacts.external_contact_id is 'The person''s id in the system that the list came from.';
comment on column contacts.phone_number is 'E.164: a plus sign, then 2 to 15 digits.';
comment on column contacts.has_prior_consent is 'Whether the person agreed to be called before the list was uploaded.';
comment on column contacts.do_not_call is 'Never dial this contact, whatever its state.';
comment on column contacts.attempts_count is 'How many times this contact has been dialled.';
comment on column contacts.last_outcome is 'The outcome of the last dial; null: none has ended.';

-- ---------------------------------------------------------------------------------------------------------
-- exclusion_list_entries
-- ---------------------------------------------------------------------------------------------------------

-- References no contact on purpose: a number stays on the list when its contact is deleted.
create table if not exists exclusion_list_entries (
    id uuid default gen_random_uuid(),
    phone_number varchar(20) not null,
    reason text,
    source exclusion_source not null default 'manual',
    created_at timestamptz not null default now(),
    constraint pk_exclusion_list_entries primary key (id),
    constraint uq_exclusion_list_entries_phone_number unique (phone_number),
    constraint ck_exclusion_list_entries_phone_number check (phone_number ~ '^\+[1-9][0-9]{1,14}$')
);

comment on table exclusion_list_entries is 'The do-not-call list: numbers that no campaign dials.';
comment on column exclusion_list_entries.phone_number is 'E.164: a plus sign, then 2 to 15 digits.';
comment on column exclusion_list_entries.source is 'How the number came onto the list.';

-- ---------------------------------------------------------------------------------------------------------
-- call_attempts
-- ---------------------------------------------------------------------------------------------------------

-- harness: ignore[null-hole] because an attempt that has not been answered or has not ended has no time to compare
create table if not exists call_attempts (
    id uuid default gen_random_uuid(),
    contact_id uuid not null,
    campaign_id uuid not null,
    attempt_number integer not null,
    call_id varchar(255) not null,
    provider_call_id varchar(255),
    started_at timestamptz not null default now(),
    answered_at timestamptz,
    ended_at timestamptz,
    outcome contact_outcome,
    provider_raw_status varchar(255),
    error_code varchar(100),
    metadata jsonb not null default '{}',
    constraint pk_call_attempts primary key (id),
    constraint uq_call_attempts_call_id unique (call_id),
    constraint uq_call_attempts_contact_id_attempt_number unique (contact_id, attempt_number),
    -- What survey_responses and events reference, so that they name this attempt's contact.
    constraint uq_call_attempts_id_contact_id unique (id, contact_id),
    -- The campaign's key stands first, here and below: a campaign that does not exist is then reported as that.
    constraint fk_call_attempts_campaign_id
    foreign key (campaign_id) references campaigns (id)
    on delete cascade,
    constraint fk_call_attempts_contact_id_campaign_id
    foreign key (contact_id, campaign_id) references contacts (id, campaign_id)
    on delete cascade,
    constraint ck_call_attempts_attempt_number check (attempt_number >= 1),
    constraint ck_call_attempts_answered_at check (answered_at >= started_at),
    -- Where answered_at is null, its clause is unknown and does not reject.
    constraint ck_call_attempts_ended_at check (ended_at >= started_at and ended_at >= answered_at),
    constraint ck_call_attempts_metadata check (jsonb_typeof(metadata) = 'object')
);

create index if not exists idx_call_attempts_campaign_id on call_attempts (campaign_id);
create index if not exists idx_call_attempts_contact_id_campaign_id on call_attempts (contact_id, campaign_id);
create index if not exists idx_call_attempts_provider_call_id on call_attempts (provider_call_id);
create index if not exists idx_call_attempts_started_at on call_attempts (started_at);
create index if not exists idx_call_attempts_outcome on call_attempts (outcome);

comment on table call_attempts is 'One dial of one contact.';
comment on column call_attempts.attempt_number is 'Which dial of this contact it is, counted from 1.';
comment on column call_attempts.call_id is 'Our own id of the call.';
comment on column call_attempts.provider_call_id is 'The telephony provider''s id of the call.';
comment on column call_attempts.answered_at is 'When the call was picked up; null: it has not been.';
comment on column call_attempts.ended_at is 'When the call ended; null: it is under way.';
comment on column call_attempts.outcome is 'How the call ended; null: not known yet.';
comment on column call_attempts.provider_raw_status is 'The provider''s own word for how the call stands.';
comment on column call_attempts.error_code is 'The provider''s error code, where the call failed.';
comment on column call_attempts.metadata is 'A JSON object of whatever else the provider said.';

-- ---------------------------------------------------------------------------------------------------------
-- survey_responses
-- ---------------------------------------------------------------------------------------------------------

-- harness: ignore[null-hole] because how sure the model is need not be known
create table if not exists survey_responses (
    id uuid default gen_random_uuid(),
    contact_id uuid not null,
    campaign_id uuid not null,
    call_attempt_id uuid not null,
    q1_answer text,
    q2_answer text,
    q3_answer text,
    q1_confidence numeric(3, 2),
    q2_confidence numeric(3, 2),
    q3_confidence numeric(3, 2),
    completed_at timestamptz not null default now(),
    constraint pk_survey_responses primary key (id),
    -- Its index serves the foreign key to contacts too.
    constraint uq_survey_responses_contact_id_campaign_id unique (contact_id, campaign_id),
    constraint fk_survey_responses_campaign_id
    foreign key (campaign_id) references campaigns (id)
    on delete cascade,
    constraint fk_survey_responses_contact_id_campaign_id
    foreign key (contact_id, campaign_id) references contacts (id, campaign_id)
    on delete cascade,
    constraint fk_survey_responses_call_attempt_id_contact_id
    foreign key (call_attempt_id, contact_id) references call_attempts (id, contact_id)
    on delete cascade,
    constraint ck_survey_responses_q1_confidence check (q1_confidence between 0 and 1),
    constraint ck_survey_responses_q2_confidence check (q2_confidence between 0 and 1),
    constraint ck_survey_responses_q3_confidence check (q3_confidence between 0 and 1)
);

create index if not exists idx_survey_responses_campaign_id on survey_responses (campaign_id);
create index if not exists idx_survey_responses_call_attempt_id_contact_id
on survey_responses (call_attempt_id, contact_id);
create index if not exists idx_survey_responses_completed_at on survey_responses (completed_at);

comment on table survey_responses is 'The answers of a completed survey, one response per contact and campaign.';
comment on column survey_responses.q1_answer is 'The answer to question_1_text of the campaign.';
comment on column survey_responses.q2_answer is 'The answer to question_2_text of the campaign.';
comment on column survey_responses.q3_answer is 'The answer to question_3_text of the campaign.';
comment on column survey_responses.q1_confidence is 'How sure the model is that it heard q1_answer right, from 0 to 1.';
comment on column survey_responses.q2_confidence is 'How sure the model is that it heard q2_answer right, from 0 to 1.';
comment on column survey_responses.q3_confidence is 'How sure the model is that it heard q3_answer right, from 0 to 1.';

-- ---------------------------------------------------------------------------------------------------------
-- events
-- ---------------------------------------------------------------------------------------------------------

create table if not exists events (
    id uuid default gen_random_uuid(),
    event_type event_type not null,
    campaign_id uuid not null,
    contact_id uuid not null,
    call_attempt_id uuid,
    payload jsonb not null default '{}',
    created_at timestamptz not null default now(),
    constraint pk_events primary key (id),
    -- What email_notifications references, so that a mail names its event's contact and campaign.
    constraint uq_events_id_contact_id_campaign_id unique (id, contact_id, campaign_id),
    constraint fk_events_campaign_id
    foreign key (campaign_id) references campaigns (id)
    on delete cascade,
    constraint fk_events_contact_id_campaign_id
    foreign key (contact_id, campaign_id) references contacts (id, campaign_id)
    on delete cascade,
    -- Only call_attempt_id becomes null: the event outlives its attempt, but never its contact.
    constraint fk_events_call_attempt_id_contact_id
    foreign key (call_attempt_id, contact_id) references call_attempts (id, contact_id)
    on delete set null (call_attempt_id),
    constraint ck_events_payload check (jsonb_typeof(payload) = 'object')
);

create index if not exists idx_events_event_type on events (event_type);
create index if not exists idx_events_campaign_id on events (campaign_id);
create index if not exists idx_events_contact_id_campaign_id on events (contact_id, campaign_id);
create index if not exists idx_events_call_attempt_id_contact_id on events (call_attempt_id, contact_id);
create index if not exists idx_events_created_at on events (created_at);

comment on table events is 'What happened to contacts, for the email worker to read.';
comment on column events.call_attempt_id is 'The call that led to the event; null: none did, or it was deleted.';
comment on column events.payload is 'A JSON object of whatever else the mail needs.';

-- ---------------------------------------------------------------------------------------------------------
-- email_notifications
-- ---------------------------------------------------------------------------------------------------------

create table if not exists email_notifications (
    id uuid default gen_random_uuid(),
    event_id uuid not null,
    contact_id uuid not null,
    campaign_id uuid not null,
    template_id uuid not null,
    to_email varchar(255) not null,
    status email_status not null default 'pending',
    provider_message_id varchar(255),
    error_message text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint pk_email_notifications primary key (id),
    -- A mail is sent once.
    constraint uq_email_notifications_event_id_template_id unique (event_id, template_id),
    constraint fk_email_notifications_campaign_id
    foreign key (campaign_id) references campaigns (id)
    on delete cascade,
    constraint fk_email_notifications_contact_id_campaign_id
    foreign key (contact_id, campaign_id) references contacts (id, campaign_id)
    on delete cascade,
    constraint fk_email_notifications_event_id_contact_id_campaign_id
    foreign key (event_id, contact_id, campaign_id) references events (id, contact_id, campaign_id)
    on delete cascade,
    constraint fk_email_notifications_template_id
    foreign key (template_id) references email_templates (id)
    on delete restrict
);

create index if not exists idx_email_notifications_campaign_id on email_notifications (campaign_id);
create index if not exists idx_email_notifications_contact_id_campaign_id
on email_notifications (contact_id, campaign_id);
create index if not exists idx_email_notifications_event_id_contact_id_campaign_id
on email_notifications (event_id, contact_id, campaign_id);
create index if not exists idx_email_notifications_template_id on email_notifications (template_id);
create index if not exists idx_email_notifications_status on email_notifications (status);

create or replace trigger trg_email_notifications_updated_at
before update on email_notifications
for each row
execute function set_updated_at();

comment on table email_notifications is 'One mail sent because of one event.';
comment on column email_notifications.to_email is 'The address it went to, kept as it was then.';
comment on column email_notifications.provider_message_id is 'The mail provider''s id; null: not handed over yet.';
comment on column email_notifications.error_message is 'Why sending failed.';

-- ---------------------------------------------------------------------------------------------------------
-- provider_configs
-- ---------------------------------------------------------------------------------------------------------

create table if not exists provider_configs (
    id uuid default gen_random_uuid(),
    provider_type provider_type not null default 'telephony_api',
    provider_name varchar(100) not null default 'twilio',
    outbound_number varchar(20) not null,
    max_concurrent_calls integer not null default 5,
    llm_provider llm_provider not null default 'openai',
    llm_model varchar(100) not null default 'gpt-4.1-mini',
    recording_retention_days integer not null default 180,
    transcript_retention_days integer not null default 180,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint pk_provider_configs primary key (id),
    constraint ck_provider_configs_outbound_number check (outbound_number ~ '^\+[1-9][0-9]{1,14}$'),
    constraint ck_provider_configs_max_concurrent_calls check (max_concurrent_calls >= 1),
    constraint ck_provider_configs_recording_retention_days check (recording_retention_days >= 1),
    constraint ck_provider_configs_transcript_retention_days check (transcript_retention_days >= 1)
);

create or replace trigger trg_provider_configs_updated_at
before update on provider_configs
for each row
execute function set_updated_at();

comment on table provider_configs is 'Telephony and language-model settings.';
comment on column provider_configs.outbound_number is 'The number that contacts see; E.164.';
comment on column provider_configs.llm_model is 'The model''s name as its provider spells it.';
comment on column provider_configs.recording_retention_days is 'Days after which a recording is deleted.';
comment on column provider_configs.transcript_retention_days is 'Days after which a transcript is deleted.';

-- ---------------------------------------------------------------------------------------------------------
-- transcript_snippets
-- ---------------------------------------------------------------------------------------------------------

create table if not exists transcript_snippets (
    id uuid default gen_random_uuid(),
    call_attempt_id uuid not null,
    transcript_text text not null,
    language campaign_language not null default 'en',
    created_at timestamptz not null default now(),
    constraint pk_transcript_snippets primary key (id),
    constraint fk_transcript_snippets_call_attempt_id
    foreign key (call_attempt_id) references call_attempts (id)
    on delete cascade
);

create index if not exists idx_transcript_snippets_call_attempt_id on transcript_snippets (call_attempt_id);

comment on table transcript_snippets is 'What was said in one call, or in a part of it.';
