"""What the rules without a server say, word for word, and where they keep silent."""

from __future__ import annotations

import pytest

from tests.static.conftest import Ask, Told


def up(text: str, down: str = "select 1;") -> str:
    return f"-- file: V0001.up.sql\n{text}\n-- file: V0001.down.sql\n{down}\n"


def chain(*ups: str) -> str:
    """Return a chain whose downs are of no interest."""
    files = (
        f"-- file: V{number:04}.up.sql\n{text}\n-- file: V{number:04}.down.sql\nselect 1;\n"
        for number, text in enumerate(ups, 1)
    )
    excuse = 'ignore = ["down-drops-all", "guard"]\n'
    return f"-- file: pyproject.toml\n[tool.harness]\n{excuse}" + "".join(files)


MADE_ONCE = "do $$ begin if to_regtype('m') is null then create type m as enum ('a'); end if; end $$;"
MESSAGES = [
    (
        "made twice",
        chain("create table a (x int);", "create table b (x int);\ncreate table a (x int, y int);"),
        """
V0002.up.sql:2  a  [declared-twice]
  have: it stands already: V0001.up.sql:1 made it
  want: one statement that makes it
  mend: alter what V0001.up.sql:1 made, or give this one another name
""",
    ),
    (
        "made twice with the same words",
        chain("create type mood as enum ('ok');", "create type mood as enum ('ok');"),
        """
V0002.up.sql:1  type mood  [declared-twice]
  have: it stands already: V0001.up.sql:1 made it
  want: one statement that makes it
  mend: take this statement out: V0001.up.sql:1 says the same
""",
    ),
    (
        "dropped under a misspelt name",
        chain("create table invoices (x int);", "drop table invoice;"),
        """
V0002.up.sql:1  invoice  [dropped-but-never-made]
  have: relation "invoice" does not exist: nothing in the chain makes it
  want: a statement about something that stands there
  mend: name it invoices, if that is what is meant
""",
    ),
    (
        "dropped a second time",
        chain("create table a (x int);", "drop table a;", "drop table a;"),
        """
V0003.up.sql:1  a  [dropped-but-never-made]
  have: relation "a" does not exist: V0002.up.sql:1 dropped it
  want: a statement about something that stands there
  mend: drop table if exists a;
""",
    ),
    (
        "altered under its older name",
        chain("create table a (x int);\nalter table a rename to b;\nalter table a add column y int;"),
        """
V0001.up.sql:3  a  [dropped-but-never-made]
  have: relation "a" does not exist: V0001.up.sql:2 renamed it to b
  want: a statement about something that stands there
  mend: take the statement out, or make the object before it
""",
    ),
    (
        "made in a later version",
        chain(
            "create table a (x int);\nalter table a add constraint f foreign key (x) references b (x);",
            "create table b (x int primary key);\ncreate index i on a (x);",
        ),
        """
V0001.up.sql:2  b  [not-yet-there]
  have: relation "b" does not exist: V0002.up.sql:1 makes it, later
  want: what the statement refers to, made before it
  mend: move this statement behind V0002.up.sql:1, or that one before this
""",
    ),
    (
        "referenced and never made",
        chain("create table kinds (x int primary key);\ncreate table a (x int constraint f references kind (x));"),
        """
V0001.up.sql:2  kind  [not-yet-there]
  have: relation "kind" does not exist: nothing in the chain makes it
  want: what the statement refers to, made before it
  mend: make it first, or take out what refers to it
""",
    ),
    (
        "several not yet there, the one no matter of the other's failure",
        chain(
            """create table lines (product_id integer references products);
create view large as select * from orders;
create index on products (id);
create table products (id integer primary key);
create table orders (id integer primary key);"""
        ),
        """
V0001.up.sql:1  products  [not-yet-there]
  have: relation "products" does not exist: V0001.up.sql:4 makes it, later
  want: what the statement refers to, made before it
  mend: move this statement behind V0001.up.sql:4, or that one before this

V0001.up.sql:2  orders  [not-yet-there]
  have: relation "orders" does not exist: V0001.up.sql:5 makes it, later
  want: what the statement refers to, made before it
  mend: move this statement behind V0001.up.sql:5, or that one before this

V0001.up.sql:3  products  [not-yet-there]
  have: relation "products" does not exist: V0001.up.sql:4 makes it, later
  want: what the statement refers to, made before it
  mend: move this statement behind V0001.up.sql:4, or that one before this
""",
    ),
    (
        "dropped while needed",
        "-- file: pyproject.toml\n[tool.harness]\nignore = ['guard']\n"
        + up("create type mood as enum ('ok');\ncreate table a (m mood);", "drop type mood;\ndrop table a;"),
        """
V0001.down.sql:1  type mood  [still-needed]
  have: column a.m depends on type mood
  want: a drop of what nothing depends on
  mend: drop what depends on it first
""",
    ),
    (
        "left over",
        "-- file: pyproject.toml\n[tool.harness]\nignore = ['guard']\n"
        + up("create type mood as enum ('ok');\ncreate table a (m mood);\ncreate table b (x int);", "drop table b;"),
        """
V0001.down.sql:1  2 objects  [down-drops-all]
  have: after up and down, left over: a (V0001.up.sql:2), type mood (V0001.up.sql:1)
  want: nothing of what the up made
  mend: drop type if exists mood;
        drop table if exists a;
""",
    ),
    (
        "a label that PostgreSQL cannot put right",
        '-- file: pyproject.toml\n[tool.harness]\nignore = ["guard", "down-drops-all"]\n'
        '[tool.harness.rules.enum-labels]\nmood = ["good", "ok"]\n' + up("create type mood as enum ('ok', 'good');"),
        """
V0001.up.sql:1  type mood  [enum-labels]
  have: (ok, good)
  want: (good, ok)
  mend: PostgreSQL cannot remove or reorder labels: make the type anew, or correct the list in the settings
""",
    ),
]


@pytest.mark.parametrize(("text", "message"), [pytest.param(*rest, id=name) for name, *rest in MESSAGES])
def test_a_finding_says_where_what_and_the_mend(told: Told, text: str, message: str) -> None:
    assert "\n\n".join(told(text)) == message.strip()


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("create table a (x int);", "create table if not exists a (x int);"),
        ("create table if not exists a (x int);\nalter table a add y int;", "alter table a add if not exists y int;"),
        (
            "create or replace view v as select 1 as x;\ncreate schema s;",
            "create schema if not exists s;",
        ),
        (
            f"{MADE_ONCE}\nalter type m add value 'b';",
            "alter type m add value if not exists 'b';",
        ),
        (
            "create table if not exists a (x int);\nalter table a add constraint c check (x > 0);",
            "add the constraint in a do block that looks in pg_catalog.pg_constraint first",
        ),
    ],
)
def test_what_a_second_run_would_stop_at_is_told_with_its_guard(ask: Ask, text: str, mend: str) -> None:
    given = [finding for each in ask(up(text)) for finding in each.findings if finding.rule == "guard"]
    assert [finding.mend for finding in given] == [mend]


def test_a_guarded_file_needs_no_guard(ask: Ask) -> None:
    text = """
create table if not exists a (x int);
create index if not exists i on a (x);
create or replace function f() returns trigger language plpgsql as $$ begin return new; end $$;
create or replace trigger t before insert on a for each row execute function f();
alter table a add column if not exists y int;
drop table if exists gone;
comment on table a is 'one';
insert into a values (1);
"""
    assert [finding for each in ask(up(text)) for finding in each.findings if finding.rule == "guard"] == []


def test_a_table_made_anew_in_every_run_needs_no_guard(ask: Ask) -> None:
    text = "drop table if exists a;\ncreate table a (x int);\nalter table a add column y int;"
    assert [finding for each in ask(up(text)) for finding in each.findings if finding.rule == "guard"] == []


def test_a_ledger_makes_one_milder_finding_a_file_of_it(ask: Ask) -> None:
    text = (
        "-- file: 0001_a.up.sql\ncreate table a (x int);\ncreate table b (x int);\n"
        "-- file: 0001_a.down.sql\ndrop table b;\ndrop table a;\n"
    )
    given = [finding for each in ask(text) for finding in each.findings if finding.rule == "guard"]
    assert [(str(finding.severity), finding.path, finding.line) for finding in given] == [
        ("info", "0001_a.up.sql", 1),
        ("info", "0001_a.down.sql", 1),
    ]
    assert given[0].have.endswith(", and 1 more of this file")


def test_what_a_failure_brings_about_is_not_told_again(told: Told) -> None:
    text = chain("create table a (m mood);\ncreate index i on a (m);\ncomment on table a is 'x';")
    assert [line.splitlines()[0] for line in told(text)] == ["V0001.up.sql:1  type mood  [not-yet-there]"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("create table a (\n  x int,\n  m mood\n);", 3),
        ("create table a (\n  x int,\n  constraint f\n    foreign key (x) references gone\n);", 3),
        ("create table a (x int);\nalter table a\n  add column y int,\n  add column m mood;", 4),
        ("do $$\nbegin\n  create table a (x int);\n  create table b (m mood);\nend $$;", 4),
        ("create schema s\n  create table a (x int)\n  create table b (\n    m mood);", 4),
    ],
)
def test_a_finding_points_to_the_line_within_a_statement(told: Told, text: str, line: int) -> None:
    found = [each.splitlines()[0].split()[0] for each in told(chain(text))]
    assert found == [f"V0001.up.sql:{line}"]


def test_what_cannot_be_asked_points_to_the_first_cause(ask: Ask) -> None:
    text = (
        up("create table auth.users (id int);\ncreate index on auth.users (id);", "drop table auth.users;")
        + "-- file: V0002.up.sql\nalter table auth.users add column x int;\n"
        + "-- file: V0002.down.sql\nalter table auth.users drop column x;\n"
    )
    given = ask(text)
    blocked = {(each.blocked_by, each.blocked) for each in given if each.blocked}
    assert blocked == {("not-yet-there", 'V0001.up.sql:1 fails: schema "auth" does not exist')}
    assert [finding.rule for each in given for finding in each.findings] == ["not-yet-there"]


HIDDEN = "do $$ begin execute (select note from notes); end $$;"


def test_what_code_may_have_made_is_no_finding_but_not_asked(ask: Ask) -> None:
    text = chain(f"create table notes (note text);\n{HIDDEN}\ndrop table made_by_it;")
    given = {(each.rule, each.path): each for each in ask(text)}
    answered = given["dropped-but-never-made", "V0001.up.sql"]
    assert answered.findings == ()
    assert answered.blocked_by == "not-understood"
    assert answered.blocked is not None
    assert answered.blocked.startswith("V0001.up.sql:2 is not understood: ")


def test_a_statement_that_is_not_understood_is_an_error_where_that_is_asked_for(ask: Ask) -> None:
    text = up(f"create table if not exists notes (note text);\n{HIDDEN}")
    strict = "-- file: pyproject.toml\n[tool.harness]\nstrict = true\n"
    found = [finding for each in ask(strict + text) for finding in each.findings if finding.rule == "not-understood"]
    assert [(finding.path, finding.line) for finding in found] == [("V0001.up.sql", 2)]


def test_a_statement_that_is_not_understood_is_no_question_where_nobody_asks(ask: Ask) -> None:
    text = up(f"create table if not exists notes (note text);\n{HIDDEN}")
    assert "not-understood" not in {each.rule for each in ask(text)}


def test_a_key_whose_index_comes_in_a_later_version_is_served(told: Told) -> None:
    text = chain(
        "create table a (x int primary key);\ncreate table b (x int constraint f references a);",
        "create index i on b (x);",
    )
    assert told(text) == []


def test_a_name_that_is_too_long_to_follow_is_held_to_its_beginning(told: Told) -> None:
    settings = (
        '-- file: pyproject.toml\n[tool.harness]\nignore = ["guard", "down-drops-all"]\n'
        '[tool.harness.rules.naming]\nuq = "uq_{table}_{columns}"\n'
    )
    long = "a_column_whose_name_takes_fifty_of_sixty_three_bytes"
    fine = up(f"create table orders ({long} int, b int, constraint uq_orders_long unique ({long}, b));")
    assert told(settings + fine) == []
    other = fine.replace("uq_orders_long", "unique_long")
    assert [line.splitlines()[0] for line in told(settings + other)] == ["V0001.up.sql:1  orders.unique_long  [naming]"]


def test_the_excuse_of_what_a_server_would_say_excuses_its_stand_in(ask: Ask) -> None:
    text = up("-- harness: ignore[up-reruns] because it runs once\ncreate table a (x int);")
    (guard,) = [each for each in ask(text) if each.rule == "guard" and each.path == "V0001.up.sql"]
    assert guard.findings == ()
    assert [finding.rule for finding in guard.suppressed] == ["guard"]


def test_who_ignores_what_a_server_would_say_is_not_told_by_its_stand_in(ask: Ask) -> None:
    settings = '-- file: pyproject.toml\n[tool.harness]\nignore = ["up-reruns", "down-reruns"]\n'
    assert "guard" not in {each.rule for each in ask(settings + up("create table a (x int);"))}


def test_what_the_down_itself_makes_is_not_left_over_of_the_up(ask: Ask) -> None:
    text = up("create table a (x int);", "drop table a;\ncreate table log (x int);")
    assert [found for each in ask(text) for found in each.findings if found.rule == "down-drops-all"] == []


def test_what_the_up_made_of_an_older_table_and_the_down_leaves_is_told(ask: Ask) -> None:
    text = chain("create table a (x int);", "alter table a add column y int;").replace('"down-drops-all", ', "")
    found = [found for each in ask(text) for found in each.findings if found.path == "V0002.down.sql"]
    assert [(each.object, each.mend) for each in found] == [("a.y", "alter table a drop column if exists y;")]
