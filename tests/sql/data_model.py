"""What the data model's specification asks for, written down as plain data, without a look at the SQL files.

Types and defaults are spelled as PostgreSQL prints them. Names of keys and indexes follow from their columns, so only
the columns stand here; a CHECK's name does not, so it does.
"""

from __future__ import annotations

from dataclasses import dataclass

ENUMS = {
    "user_role": ["admin", "campaign_manager", "viewer"],
    "campaign_status": ["draft", "scheduled", "running", "paused", "completed", "cancelled"],
    "campaign_language": ["en", "it"],
    "question_type": ["free_text", "numeric", "scale"],
    "contact_state": ["pending", "in_progress", "completed", "refused", "not_reached", "excluded"],
    "contact_language": ["en", "it", "auto"],
    "contact_outcome": ["completed", "refused", "no_answer", "busy", "failed"],
    "exclusion_source": ["import", "api", "manual"],
    "event_type": ["survey.completed", "survey.refused", "survey.not_reached"],
    "email_status": ["pending", "sent", "failed"],
    "email_template_type": ["completed", "refused", "not_reached"],
    "provider_type": ["telephony_api", "voice_ai_platform"],
    "llm_provider": ["openai", "anthropic", "azure-openai", "google"],
}


@dataclass(frozen=True)
class Column:
    """A column's type and default as PostgreSQL prints them, and whether it takes null."""

    type: str
    default: str | None = None
    null: bool = False


@dataclass(frozen=True)
class ForeignKey:
    """A foreign key's columns, what they reference, and what happens to the row when that is deleted."""

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]
    on_delete: str


NAME = Column("character varying(255)")
NAME_OR_NULL = Column("character varying(255)", null=True)
PHONE = Column("character varying(20)")
TEXT = Column("text")
TEXT_OR_NULL = Column("text", null=True)
UUID = Column("uuid")
UUID_OR_NULL = Column("uuid", null=True)
TIME_OR_NULL = Column("timestamp with time zone", null=True)
NOW = Column("timestamp with time zone", "now()")
CONFIDENCE = Column("numeric(3,2)", null=True)
OBJECT = Column("jsonb", "'{}'::jsonb")
ID = {"id": Column("uuid", "gen_random_uuid()")}
CREATED = {"created_at": NOW}
CREATED_UPDATED = {"created_at": NOW, "updated_at": NOW}


def integer(default: int | None = None) -> Column:
    """Return an integer column with that default."""
    return Column("integer", None if default is None else str(default))


def enum(name: str, default: str | None = None, *, null: bool = False) -> Column:
    """Return a column of that enum type, with that label as its default."""
    return Column(name, None if default is None else f"'{default}'::{name}", null)


def text_with_default(type_name: str, default: str) -> Column:
    """Return a varchar column with that default."""
    return Column(type_name, f"'{default}'::character varying")


TABLES: dict[str, dict[str, Column]] = {
    "users": {
        **ID,
        "oidc_sub": NAME,
        "email": NAME,
        "name": NAME,
        "role": enum("user_role", "viewer"),
        **CREATED_UPDATED,
    },
    "email_templates": {
        **ID,
        "name": NAME,
        "type": enum("email_template_type"),
        "subject": Column("character varying(500)"),
        "body_html": TEXT,
        "body_text": TEXT_OR_NULL,
        "locale": enum("campaign_language", "en"),
        **CREATED_UPDATED,
    },
    "campaigns": {
        **ID,
        "name": NAME,
        "description": TEXT_OR_NULL,
        "status": enum("campaign_status", "draft"),
        "language": enum("campaign_language", "en"),
        "intro_script": TEXT,
        "question_1_text": TEXT,
        "question_2_text": TEXT,
        "question_3_text": TEXT,
        "question_1_type": enum("question_type"),
        "question_2_type": enum("question_type"),
        "question_3_type": enum("question_type"),
        "max_attempts": integer(3),
        "retry_interval_minutes": integer(60),
        "allowed_call_start_local": Column("time without time zone", "'09:00:00'::time without time zone"),
        "allowed_call_end_local": Column("time without time zone", "'20:00:00'::time without time zone"),
        "email_completed_template_id": UUID_OR_NULL,
        "email_refused_template_id": UUID_OR_NULL,
        "email_not_reached_template_id": UUID_OR_NULL,
        "created_by_user_id": UUID,
        **CREATED_UPDATED,
    },
    "contacts": {
        **ID,
        "campaign_id": UUID,
        "external_contact_id": NAME_OR_NULL,
        "phone_number": PHONE,
        "email": NAME_OR_NULL,
        "preferred_language": enum("contact_language", "auto"),
        "has_prior_consent": Column("boolean", "false"),
        "do_not_call": Column("boolean", "false"),
        "state": enum("contact_state", "pending"),
        "attempts_count": integer(0),
        "last_attempt_at": TIME_OR_NULL,
        "last_outcome": enum("contact_outcome", null=True),
        **CREATED_UPDATED,
    },
    "exclusion_list_entries": {
        **ID,
        "phone_number": PHONE,
        "reason": TEXT_OR_NULL,
        "source": enum("exclusion_source", "manual"),
        **CREATED,
    },
    "call_attempts": {
        **ID,
        "contact_id": UUID,
        "campaign_id": UUID,
        "attempt_number": integer(),
        "call_id": NAME,
        "provider_call_id": NAME_OR_NULL,
        "started_at": NOW,
        "answered_at": TIME_OR_NULL,
        "ended_at": TIME_OR_NULL,
        "outcome": enum("contact_outcome", null=True),
        "provider_raw_status": NAME_OR_NULL,
        "error_code": Column("character varying(100)", null=True),
        "metadata": OBJECT,
    },
    "survey_responses": {
        **ID,
        "contact_id": UUID,
        "campaign_id": UUID,
        "call_attempt_id": UUID,
        "q1_answer": TEXT_OR_NULL,
        "q2_answer": TEXT_OR_NULL,
        "q3_answer": TEXT_OR_NULL,
        "q1_confidence": CONFIDENCE,
        "q2_confidence": CONFIDENCE,
        "q3_confidence": CONFIDENCE,
        "completed_at": NOW,
    },
    "events": {
        **ID,
        "event_type": enum("event_type"),
        "campaign_id": UUID,
        "contact_id": UUID,
        "call_attempt_id": UUID_OR_NULL,
        "payload": OBJECT,
        **CREATED,
    },
    "email_notifications": {
        **ID,
        "event_id": UUID,
        "contact_id": UUID,
        "campaign_id": UUID,
        "template_id": UUID,
        "to_email": NAME,
        "status": enum("email_status", "pending"),
        "provider_message_id": NAME_OR_NULL,
        "error_message": TEXT_OR_NULL,
        **CREATED_UPDATED,
    },
    "provider_configs": {
        **ID,
        "provider_type": enum("provider_type", "telephony_api"),
        "provider_name": text_with_default("character varying(100)", "twilio"),
        "outbound_number": PHONE,
        "max_concurrent_calls": integer(5),
        "llm_provider": enum("llm_provider", "openai"),
        "llm_model": text_with_default("character varying(100)", "gpt-4.1-mini"),
        "recording_retention_days": integer(180),
        "transcript_retention_days": integer(180),
        **CREATED_UPDATED,
    },
    "transcript_snippets": {
        **ID,
        "call_attempt_id": UUID,
        "transcript_text": TEXT,
        "language": enum("campaign_language", "en"),
        **CREATED,
    },
}

UNIQUES: dict[str, list[tuple[str, ...]]] = {
    "users": [("oidc_sub",), ("email",)],
    "contacts": [("id", "campaign_id")],
    "exclusion_list_entries": [("phone_number",)],
    "call_attempts": [("contact_id", "attempt_number"), ("call_id",), ("id", "contact_id")],
    "survey_responses": [("contact_id", "campaign_id")],
    "events": [("id", "contact_id", "campaign_id")],
    "email_notifications": [("event_id", "template_id")],
}

TO_CAMPAIGN = ForeignKey(("campaign_id",), "campaigns", ("id",), "CASCADE")
TO_CONTACT = ForeignKey(("contact_id", "campaign_id"), "contacts", ("id", "campaign_id"), "CASCADE")
ATTEMPT_OF_CONTACT = ("call_attempt_id", "contact_id")

# In the order in which they are made: where two are violated, the first is the one reported.
FOREIGN_KEYS: dict[str, list[ForeignKey]] = {
    "campaigns": [
        ForeignKey(("email_completed_template_id",), "email_templates", ("id",), "SET NULL"),
        ForeignKey(("email_refused_template_id",), "email_templates", ("id",), "SET NULL"),
        ForeignKey(("email_not_reached_template_id",), "email_templates", ("id",), "SET NULL"),
        ForeignKey(("created_by_user_id",), "users", ("id",), "RESTRICT"),
    ],
    "contacts": [TO_CAMPAIGN],
    "call_attempts": [TO_CAMPAIGN, TO_CONTACT],
    "survey_responses": [
        TO_CAMPAIGN,
        TO_CONTACT,
        ForeignKey(ATTEMPT_OF_CONTACT, "call_attempts", ("id", "contact_id"), "CASCADE"),
    ],
    "events": [
        TO_CAMPAIGN,
        TO_CONTACT,
        ForeignKey(ATTEMPT_OF_CONTACT, "call_attempts", ("id", "contact_id"), "SET NULL (call_attempt_id)"),
    ],
    "email_notifications": [
        TO_CAMPAIGN,
        TO_CONTACT,
        ForeignKey(("event_id", "contact_id", "campaign_id"), "events", ("id", "contact_id", "campaign_id"), "CASCADE"),
        ForeignKey(("template_id",), "email_templates", ("id",), "RESTRICT"),
    ],
    "transcript_snippets": [ForeignKey(("call_attempt_id",), "call_attempts", ("id",), "CASCADE")],
}

# Besides the indexes that primary keys and unique constraints bring.
INDEXES: dict[str, list[tuple[str, ...]]] = {
    "campaigns": [
        ("name",),
        ("status",),
        ("email_completed_template_id",),
        ("email_refused_template_id",),
        ("email_not_reached_template_id",),
        ("created_by_user_id",),
    ],
    "contacts": [("phone_number",), ("campaign_id", "do_not_call", "state", "attempts_count")],
    "call_attempts": [
        ("campaign_id",),
        ("contact_id", "campaign_id"),
        ("provider_call_id",),
        ("started_at",),
        ("outcome",),
    ],
    "survey_responses": [("campaign_id",), ("call_attempt_id", "contact_id"), ("completed_at",)],
    "events": [
        ("event_type",),
        ("campaign_id",),
        ("contact_id", "campaign_id"),
        ("call_attempt_id", "contact_id"),
        ("created_at",),
    ],
    "email_notifications": [
        ("campaign_id",),
        ("contact_id", "campaign_id"),
        ("event_id", "contact_id", "campaign_id"),
        ("template_id",),
        ("status",),
    ],
    "transcript_snippets": [("call_attempt_id",)],
}

CHECKS: dict[str, list[str]] = {
    "campaigns": [
        "ck_campaigns_allowed_call_window",
        "ck_campaigns_max_attempts",
        "ck_campaigns_retry_interval_minutes",
    ],
    "contacts": ["ck_contacts_attempts_count", "ck_contacts_phone_number"],
    "exclusion_list_entries": ["ck_exclusion_list_entries_phone_number"],
    "call_attempts": [
        "ck_call_attempts_answered_at",
        "ck_call_attempts_attempt_number",
        "ck_call_attempts_ended_at",
        "ck_call_attempts_metadata",
    ],
    "survey_responses": [
        "ck_survey_responses_q1_confidence",
        "ck_survey_responses_q2_confidence",
        "ck_survey_responses_q3_confidence",
    ],
    "events": ["ck_events_payload"],
    "provider_configs": [
        "ck_provider_configs_max_concurrent_calls",
        "ck_provider_configs_outbound_number",
        "ck_provider_configs_recording_retention_days",
        "ck_provider_configs_transcript_retention_days",
    ],
}

WITH_UPDATED_AT = [table for table, columns in TABLES.items() if "updated_at" in columns]

SEED_AT_LEAST = {
    "users": 3,
    "email_templates": 6,
    "campaigns": 6,
    "contacts": 12,
    "call_attempts": 8,
    "survey_responses": 2,
    "events": 3,
    "email_notifications": 3,
    "exclusion_list_entries": 3,
    "provider_configs": 4,
    "transcript_snippets": 2,
}
