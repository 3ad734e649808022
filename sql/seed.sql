-- Example rows for every table: each label of each enum appears somewhere.
--
--     psql -v ON_ERROR_STOP=1 -f seed.sql        (after V0001.up.sql)
--
-- The ids are fixed and a row that is there already is left alone, so the file can be run again, and what people
-- changed in between stays. "on conflict do nothing" names no constraint on purpose: a row of somebody else's that
-- has the same email, phone number or call id is left alone too.
--
-- The first group of an id says the table (1 users, 2 email_templates, ... b transcript_snippets), the last the row.
-- Phone numbers are from ranges reserved for fiction, mail addresses from example.com and example.org: nothing here
-- can reach a person. created_at and updated_at are left to their defaults.

insert into users (id, oidc_sub, email, name, role)
values
(
    '00000001-0000-4000-8000-000000000001',
    'seed|admin', 'ada.admin@example.com', 'Ada Admin', 'admin'
),
(
    '00000001-0000-4000-8000-000000000002',
    'seed|manager', 'marco.manager@example.com', 'Marco Manager', 'campaign_manager'
),
(
    '00000001-0000-4000-8000-000000000003',
    'seed|viewer', 'vera.viewer@example.com', 'Vera Viewer', 'viewer'
)
on conflict do nothing;

insert into email_templates (id, name, type, locale, subject, body_html, body_text)
values
(
    '00000002-0000-4000-8000-000000000001',
    'Thank you (English)', 'completed', 'en',
    'Thank you for your answers',
    '<p>Thank you for taking part in our survey.</p>',
    'Thank you for taking part in our survey.'
),
(
    '00000002-0000-4000-8000-000000000002',
    'Refused (English)', 'refused', 'en',
    'We will not call again',
    '<p>You chose not to take part. We will not call again.</p>',
    'You chose not to take part. We will not call again.'
),
(
    '00000002-0000-4000-8000-000000000003',
    'Not reached (English)', 'not_reached', 'en',
    'We tried to call you',
    '<p>We tried to call you and could not reach you.</p>',
    null
),
(
    '00000002-0000-4000-8000-000000000004',
    'Grazie (italiano)', 'completed', 'it',
    'Grazie per le sue risposte',
    '<p>Grazie per aver partecipato al nostro sondaggio.</p>',
    'Grazie per aver partecipato al nostro sondaggio.'
),
(
    '00000002-0000-4000-8000-000000000005',
    'Rifiutato (italiano)', 'refused', 'it',
    'Non la richiameremo',
    '<p>Ha scelto di non partecipare. Non la richiameremo.</p>',
    'Ha scelto di non partecipare. Non la richiameremo.'
),
(
    '00000002-0000-4000-8000-000000000006',
    'Non raggiunto (italiano)', 'not_reached', 'it',
    'Abbiamo provato a chiamarla',
    '<p>Abbiamo provato a chiamarla senza riuscirci.</p>',
    null
)
on conflict do nothing;

-- One campaign for each status. The third is being dialled, the fifth is over.
insert into campaigns (
    id,
    name, description, status, language,
    intro_script,
    question_1_text, question_1_type,
    question_2_text, question_2_type,
    question_3_text, question_3_type,
    max_attempts, retry_interval_minutes, allowed_call_start_local, allowed_call_end_local,
    email_completed_template_id,
    email_refused_template_id,
    email_not_reached_template_id,
    created_by_user_id
)
values
(
    '00000003-0000-4000-8000-000000000001',
    'Opening hours', null, 'draft', 'en',
    'Hello, may I ask you three short questions about our opening hours?',
    'On which day do you visit us most often?', 'free_text',
    'How many times a month do you visit us?', 'numeric',
    'From 1 to 5, how well do our opening hours suit you?', 'scale',
    3, 60, '09:00', '20:00',
    null,
    null,
    null,
    '00000001-0000-4000-8000-000000000001'
),
(
    '00000003-0000-4000-8000-000000000002',
    'Nuovo negozio', 'Prima dell''apertura in centro.', 'scheduled', 'it',
    'Buongiorno, posso farle tre brevi domande sul nuovo negozio?',
    'Che cosa vorrebbe trovare nel nuovo negozio?', 'free_text',
    'A quanti chilometri abita dal centro?', 'numeric',
    'Da 1 a 5, quanto pensa di venire a trovarci?', 'scale',
    2, 120, '10:00', '19:00',
    '00000002-0000-4000-8000-000000000004',
    '00000002-0000-4000-8000-000000000005',
    '00000002-0000-4000-8000-000000000006',
    '00000001-0000-4000-8000-000000000002'
),
(
    '00000003-0000-4000-8000-000000000003',
    'Delivery service', 'Customers of the last three months.', 'running', 'en',
    'Hello, may I ask you three short questions about your last delivery?',
    'What should we do better?', 'free_text',
    'How many days did you wait for your delivery?', 'numeric',
    'From 1 to 5, how satisfied are you?', 'scale',
    3, 60, '09:00', '20:00',
    '00000002-0000-4000-8000-000000000001',
    '00000002-0000-4000-8000-000000000002',
    '00000002-0000-4000-8000-000000000003',
    '00000001-0000-4000-8000-000000000002'
),
(
    '00000003-0000-4000-8000-000000000004',
    'Assistenza clienti', 'In pausa durante il cambio di operatore.', 'paused', 'it',
    'Buongiorno, posso farle tre brevi domande sulla nostra assistenza?',
    'Per quale motivo ci ha contattati?', 'free_text',
    'Quante volte ci ha contattati?', 'numeric',
    'Da 1 a 5, quanto le ha giovato la risposta?', 'scale',
    5, 30, '09:00', '18:00',
    '00000002-0000-4000-8000-000000000004',
    null,
    null,
    '00000001-0000-4000-8000-000000000002'
),
(
    '00000003-0000-4000-8000-000000000005',
    'Abbonamento', 'Rinnovi di febbraio.', 'completed', 'it',
    'Buongiorno, posso farle tre brevi domande sul suo abbonamento?',
    'Per quale motivo ha rinnovato?', 'free_text',
    'Da quanti anni lo rinnova?', 'numeric',
    'Da 1 a 5, quanto ci consiglierebbe?', 'scale',
    2, 240, '09:00', '20:00',
    '00000002-0000-4000-8000-000000000004',
    '00000002-0000-4000-8000-000000000005',
    '00000002-0000-4000-8000-000000000006',
    '00000001-0000-4000-8000-000000000002'
),
(
    '00000003-0000-4000-8000-000000000006',
    'Loyalty card', 'Called off before the first dial.', 'cancelled', 'en',
    'Hello, may I ask you three short questions about our loyalty card?',
    'What do you use the card for?', 'free_text',
    'How many loyalty cards do you carry?', 'numeric',
    'From 1 to 5, how useful is ours?', 'scale',
    1, 60, '09:00', '20:00',
    '00000002-0000-4000-8000-000000000001',
    null,
    null,
    '00000001-0000-4000-8000-000000000001'
)
on conflict do nothing;

-- attempts_count, last_attempt_at and last_outcome agree with call_attempts below.
insert into contacts (
    id, campaign_id,
    external_contact_id, phone_number, email, preferred_language,
    has_prior_consent, do_not_call,
    state, attempts_count, last_attempt_at, last_outcome
)
values
-- Delivery service, running: one contact in each state.
(
    '00000004-0000-4000-8000-000000000001', '00000003-0000-4000-8000-000000000003',
    'crm-1001', '+12025550101', 'alice@example.com', 'en',
    true, false,
    'completed', 1, '2025-03-03 10:00:00+00', 'completed'
),
(
    '00000004-0000-4000-8000-000000000002', '00000003-0000-4000-8000-000000000003',
    'crm-1002', '+12025550102', 'bob@example.com', 'auto',
    false, false,
    'refused', 1, '2025-03-03 10:10:00+00', 'refused'
),
(
    '00000004-0000-4000-8000-000000000003', '00000003-0000-4000-8000-000000000003',
    'crm-1003', '+12025550103', null, 'en',
    false, false,
    'not_reached', 2, '2025-03-03 11:30:00+00', 'busy'
),
(
    '00000004-0000-4000-8000-000000000004', '00000003-0000-4000-8000-000000000003',
    'crm-1004', '+12025550104', 'dan@example.com', 'auto',
    true, false,
    'in_progress', 1, '2025-03-03 11:40:00+00', null
),
(
    '00000004-0000-4000-8000-000000000005', '00000003-0000-4000-8000-000000000003',
    null, '+12025550105', null, 'auto',
    false, false,
    'pending', 0, null, null
),
(
    '00000004-0000-4000-8000-000000000006', '00000003-0000-4000-8000-000000000003',
    'crm-1006', '+12025550106', 'frank@example.com', 'en',
    false, true,
    'excluded', 0, null, null
),
-- Abbonamento, completed: nobody is left to call.
(
    '00000004-0000-4000-8000-000000000007', '00000003-0000-4000-8000-000000000005',
    'abb-7', '+447700900107', 'giulia@example.org', 'it',
    true, false,
    'completed', 1, '2025-02-10 09:00:00+00', 'completed'
),
(
    '00000004-0000-4000-8000-000000000008', '00000003-0000-4000-8000-000000000005',
    'abb-8', '+447700900108', null, 'it',
    true, false,
    'refused', 1, '2025-02-10 09:15:00+00', 'refused'
),
(
    '00000004-0000-4000-8000-000000000009', '00000003-0000-4000-8000-000000000005',
    'abb-9', '+447700900109', 'irene@example.org', 'auto',
    true, false,
    'not_reached', 2, '2025-02-10 14:30:00+00', 'busy'
),
-- Assistenza clienti, paused: to be taken up again.
(
    '00000004-0000-4000-8000-000000000010', '00000003-0000-4000-8000-000000000004',
    'tic-10', '+447700900110', 'luca@example.org', 'it',
    false, false,
    'pending', 0, null, null
),
(
    '00000004-0000-4000-8000-000000000011', '00000003-0000-4000-8000-000000000004',
    'tic-11', '+447700900111', null, 'auto',
    false, false,
    'pending', 1, '2025-02-20 16:00:00+00', 'failed'
),
-- Nuovo negozio, scheduled: not dialled yet.
(
    '00000004-0000-4000-8000-000000000012', '00000003-0000-4000-8000-000000000002',
    null, '+447700900112', 'nadia@example.org', 'it',
    true, false,
    'pending', 0, null, null
)
on conflict do nothing;

-- The first number is that of the excluded contact above.
insert into exclusion_list_entries (id, phone_number, reason, source)
values
(
    '00000005-0000-4000-8000-000000000001',
    '+12025550106', 'Asked during an earlier call.', 'manual'
),
(
    '00000005-0000-4000-8000-000000000002',
    '+12025550199', 'National do-not-call register.', 'import'
),
(
    '00000005-0000-4000-8000-000000000003',
    '+447700900199', null, 'api'
)
on conflict do nothing;

insert into call_attempts (
    id, contact_id, campaign_id,
    attempt_number, call_id, provider_call_id,
    started_at, answered_at, ended_at,
    outcome, provider_raw_status, error_code, metadata
)
values
(
    '00000006-0000-4000-8000-000000000001',
    '00000004-0000-4000-8000-000000000001', '00000003-0000-4000-8000-000000000003',
    1, 'seed-call-01', 'CA01',
    '2025-03-03 10:00:00+00', '2025-03-03 10:00:09+00', '2025-03-03 10:03:41+00',
    'completed', 'completed', null, '{"recorded": true}'
),
(
    '00000006-0000-4000-8000-000000000002',
    '00000004-0000-4000-8000-000000000002', '00000003-0000-4000-8000-000000000003',
    1, 'seed-call-02', 'CA02',
    '2025-03-03 10:10:00+00', '2025-03-03 10:10:12+00', '2025-03-03 10:10:31+00',
    'refused', 'completed', null, '{}'
),
(
    '00000006-0000-4000-8000-000000000003',
    '00000004-0000-4000-8000-000000000003', '00000003-0000-4000-8000-000000000003',
    1, 'seed-call-03', 'CA03',
    '2025-03-03 10:20:00+00', null, '2025-03-03 10:20:30+00',
    'no_answer', 'no-answer', null, '{}'
),
(
    '00000006-0000-4000-8000-000000000004',
    '00000004-0000-4000-8000-000000000003', '00000003-0000-4000-8000-000000000003',
    2, 'seed-call-04', 'CA04',
    '2025-03-03 11:30:00+00', null, '2025-03-03 11:30:04+00',
    'busy', 'busy', null, '{}'
),
-- Under way: answered, not ended.
(
    '00000006-0000-4000-8000-000000000005',
    '00000004-0000-4000-8000-000000000004', '00000003-0000-4000-8000-000000000003',
    1, 'seed-call-05', 'CA05',
    '2025-03-03 11:40:00+00', '2025-03-03 11:40:08+00', null,
    null, 'in-progress', null, '{}'
),
(
    '00000006-0000-4000-8000-000000000006',
    '00000004-0000-4000-8000-000000000007', '00000003-0000-4000-8000-000000000005',
    1, 'seed-call-06', 'CA06',
    '2025-02-10 09:00:00+00', '2025-02-10 09:00:07+00', '2025-02-10 09:04:02+00',
    'completed', 'completed', null, '{"recorded": true}'
),
(
    '00000006-0000-4000-8000-000000000007',
    '00000004-0000-4000-8000-000000000008', '00000003-0000-4000-8000-000000000005',
    1, 'seed-call-07', 'CA07',
    '2025-02-10 09:15:00+00', '2025-02-10 09:15:10+00', '2025-02-10 09:15:25+00',
    'refused', 'completed', null, '{}'
),
(
    '00000006-0000-4000-8000-000000000008',
    '00000004-0000-4000-8000-000000000009', '00000003-0000-4000-8000-000000000005',
    1, 'seed-call-08', 'CA08',
    '2025-02-10 10:00:00+00', null, '2025-02-10 10:00:30+00',
    'no_answer', 'no-answer', null, '{}'
),
(
    '00000006-0000-4000-8000-000000000009',
    '00000004-0000-4000-8000-000000000009', '00000003-0000-4000-8000-000000000005',
    2, 'seed-call-09', 'CA09',
    '2025-02-10 14:30:00+00', null, '2025-02-10 14:30:03+00',
    'busy', 'busy', null, '{}'
),
-- The provider refused the call before it had an id.
(
    '00000006-0000-4000-8000-000000000010',
    '00000004-0000-4000-8000-000000000011', '00000003-0000-4000-8000-000000000004',
    1, 'seed-call-10', null,
    '2025-02-20 16:00:00+00', null, '2025-02-20 16:00:01+00',
    'failed', 'failed', '21215', '{"message": "geographic permission missing"}'
)
on conflict do nothing;

insert into survey_responses (
    id,
    contact_id, campaign_id,
    call_attempt_id,
    q1_answer, q1_confidence,
    q2_answer, q2_confidence,
    q3_answer, q3_confidence,
    completed_at
)
values
(
    '00000007-0000-4000-8000-000000000001',
    '00000004-0000-4000-8000-000000000001', '00000003-0000-4000-8000-000000000003',
    '00000006-0000-4000-8000-000000000001',
    'Tell me the hour, not just the day.', 0.91,
    '3', 0.99,
    '4', 1,
    '2025-03-03 10:03:30+00'
),
(
    '00000007-0000-4000-8000-000000000002',
    '00000004-0000-4000-8000-000000000007', '00000003-0000-4000-8000-000000000005',
    '00000006-0000-4000-8000-000000000006',
    'Mi trovo bene.', 0.87,
    '6', 0.95,
    null, null,
    '2025-02-10 09:03:50+00'
)
on conflict do nothing;

insert into events (
    id, event_type,
    contact_id, campaign_id,
    call_attempt_id,
    payload
)
values
(
    '00000008-0000-4000-8000-000000000001', 'survey.completed',
    '00000004-0000-4000-8000-000000000001', '00000003-0000-4000-8000-000000000003',
    '00000006-0000-4000-8000-000000000001',
    '{"answers": 3}'
),
(
    '00000008-0000-4000-8000-000000000002', 'survey.refused',
    '00000004-0000-4000-8000-000000000002', '00000003-0000-4000-8000-000000000003',
    '00000006-0000-4000-8000-000000000002',
    '{}'
),
(
    '00000008-0000-4000-8000-000000000003', 'survey.not_reached',
    '00000004-0000-4000-8000-000000000009', '00000003-0000-4000-8000-000000000005',
    null,
    '{"attempts": 2}'
),
(
    '00000008-0000-4000-8000-000000000004', 'survey.completed',
    '00000004-0000-4000-8000-000000000007', '00000003-0000-4000-8000-000000000005',
    '00000006-0000-4000-8000-000000000006',
    '{"answers": 2}'
)
on conflict do nothing;

insert into email_notifications (
    id, event_id, template_id,
    contact_id, campaign_id,
    to_email, status, provider_message_id, error_message
)
values
(
    '00000009-0000-4000-8000-000000000001',
    '00000008-0000-4000-8000-000000000001', '00000002-0000-4000-8000-000000000001',
    '00000004-0000-4000-8000-000000000001', '00000003-0000-4000-8000-000000000003',
    'alice@example.com', 'sent', 'seed-message-01', null
),
(
    '00000009-0000-4000-8000-000000000002',
    '00000008-0000-4000-8000-000000000002', '00000002-0000-4000-8000-000000000002',
    '00000004-0000-4000-8000-000000000002', '00000003-0000-4000-8000-000000000003',
    'bob@example.com', 'failed', null, '550 mailbox unavailable'
),
(
    '00000009-0000-4000-8000-000000000003',
    '00000008-0000-4000-8000-000000000003', '00000002-0000-4000-8000-000000000006',
    '00000004-0000-4000-8000-000000000009', '00000003-0000-4000-8000-000000000005',
    'irene@example.org', 'pending', null, null
),
(
    '00000009-0000-4000-8000-000000000004',
    '00000008-0000-4000-8000-000000000004', '00000002-0000-4000-8000-000000000004',
    '00000004-0000-4000-8000-000000000007', '00000003-0000-4000-8000-000000000005',
    'giulia@example.org', 'sent', 'seed-message-02', null
)
on conflict do nothing;

insert into provider_configs (
    id,
    provider_type, provider_name, outbound_number, max_concurrent_calls,
    llm_provider, llm_model,
    recording_retention_days, transcript_retention_days
)
values
(
    '0000000a-0000-4000-8000-000000000001',
    'telephony_api', 'twilio', '+12025550180', 5,
    'openai', 'gpt-4.1-mini',
    180, 180
),
(
    '0000000a-0000-4000-8000-000000000002',
    'telephony_api', 'vonage', '+12025550181', 10,
    'anthropic', 'claude-haiku-4-5',
    90, 180
),
(
    '0000000a-0000-4000-8000-000000000003',
    'voice_ai_platform', 'vapi', '+447700900180', 2,
    'azure-openai', 'gpt-4.1-mini',
    30, 30
),
(
    '0000000a-0000-4000-8000-000000000004',
    'voice_ai_platform', 'retell', '+447700900181', 1,
    'google', 'gemini-2.5-flash',
    1, 365
)
on conflict do nothing;

insert into transcript_snippets (id, call_attempt_id, language, transcript_text)
values
(
    '0000000b-0000-4000-8000-000000000001', '00000006-0000-4000-8000-000000000001', 'en',
    'Agent: What should we do better? Contact: Tell me the hour, not just the day.'
),
(
    '0000000b-0000-4000-8000-000000000002', '00000006-0000-4000-8000-000000000006', 'it',
    'Agente: Per quale motivo ha rinnovato? Contatto: Mi trovo bene.'
)
on conflict do nothing;
