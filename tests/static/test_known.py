"""The rules that need no server, beside those that do."""

from __future__ import annotations

import subprocess
import sys

import pytest

from harness.finding import UsageError
from harness.rules import RULES
from harness.settings import Settings
from harness.static.known import known_rules, refuse_unknown_rules
from harness.static.rules import RULES as STATIC


def test_every_rule_is_known_without_importing_those_that_need_a_server() -> None:
    assert known_rules() == tuple(RULES)


def test_a_rule_that_stands_in_for_others_names_rules_of_a_server() -> None:
    named = {name for rule in STATIC.values() for name in rule.stands_in_for}
    assert named
    assert named <= RULES.keys() - STATIC.keys()


def test_both_ways_ask_in_the_same_words() -> None:
    for rule in STATIC.values():
        other = RULES[rule.id]
        assert (other.asks, other.matters, other.mend, other.severity) == (
            rule.asks,
            rule.matters,
            rule.mend,
            rule.severity,
        )


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        ({"nameing": {}}, "nameing"),
        ({"fk-index": {"a": 1}}, "no options"),
        ({"naming": {"pkey": "x"}}, "pkey"),
        ({"naming": {"pk": "{tabel}"}}, "tabel"),
        ({"enum-labels": {"mood": "ok"}}, "mood"),
    ],
)
def test_options_that_no_rule_takes_are_an_error_that_names_them(
    rules: dict[str, dict[str, object]], says: str
) -> None:
    with pytest.raises(UsageError) as refused:
        refuse_unknown_rules(Settings(rules=rules))
    assert says in refused.value.finding.have
    assert refused.value.finding.mend


def test_nothing_of_a_server_is_imported() -> None:
    code = (
        "import sys\nfrom harness.cli import main\n"
        "try:\n    main(['check', 'sql', '--static'])\nexcept SystemExit as end:\n    assert end.code == 0\n"
        "print(sorted({'pytest', 'psycopg', 'hypothesis', 'testcontainers', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
