"""Every rule against its own examples: the bad one is found, the good one is not, and the page shows both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from harness.finding import Finding, Severity
from harness.live.scratch import Scratch
from harness.report.explain import index
from harness.rules import RULES, Rule
from harness.servers import Address
from scripts.make_docs import DOCS, MAJOR, found_in, page

Found = Callable[[Rule], list[Finding]]

# What else has to be found in a bad example, because it is the very point of it.
ALSO = {"directive": {"fk-index"}}

every_rule = pytest.mark.parametrize("rule", RULES.values(), ids=str)


@pytest.fixture(scope="module")
def found_in_bad(address: Address) -> Iterator[Found]:
    """What is found in a rule's bad example; each is walked once, for all tests that ask."""
    seen: dict[str, list[Finding]] = {}
    with Scratch(address) as scratch:

        def found(rule: Rule) -> list[Finding]:
            if rule.id not in seen:
                seen[rule.id] = found_in(rule, "bad", scratch)
            return seen[rule.id]

        yield found


@every_rule
def test_the_bad_example_is_found_by_its_rule_and_by_no_other(rule: Rule, found_in_bad: Found) -> None:
    assert {finding.rule for finding in found_in_bad(rule)} == {rule.id} | ALSO.get(rule.id, set())


@every_rule
def test_the_bad_example_is_found_with_the_severity_that_the_page_names(rule: Rule, found_in_bad: Found) -> None:
    assert {finding.severity for finding in found_in_bad(rule) if finding.rule == rule.id} == {rule.severity}


@every_rule
def test_nothing_is_found_in_the_good_example(rule: Rule, scratch: Scratch) -> None:
    assert [str(found) for found in found_in(rule, "good", scratch) if found.severity > Severity.INFO] == []


@every_rule
@pytest.mark.parametrize("which", ["bad", "good"])
def test_an_example_says_in_a_sentence_what_it_shows(rule: Rule, which: str) -> None:
    heading = rule.example("bad" if which == "bad" else "good").partition("-- file: ")[0]
    assert re.fullmatch(r"-- [A-Z].{20,114}[.]\n", heading)


@every_rule
def test_a_rule_says_what_it_asks_why_and_what_to_do(rule: Rule) -> None:
    assert rule.asks.endswith("?")
    assert len(rule.matters) > 40
    assert rule.matters.endswith(".")
    assert rule.mend.endswith(".")


@every_rule
def test_the_page_of_a_rule_is_what_scripts_make_docs_writes(rule: Rule, found_in_bad: Found, address: Address) -> None:
    if address.major != MAJOR:
        pytest.skip(f"the pages show messages of PostgreSQL {MAJOR}")
    assert (DOCS / f"{rule.id}.md").read_text(encoding="utf-8") == page(rule, found_in_bad(rule))


def test_every_rule_is_listed_and_there_are_no_other_pages() -> None:
    assert (DOCS / "README.md").read_text(encoding="utf-8") == index(RULES.values())
    assert {file.stem for file in DOCS.glob("*.md")} == {*RULES, "README"}
