"""Samples of patterns, each judged by the server."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest
from psycopg import sql

from harness.live.scratch import Scratch
from harness.live.session import Connection
from harness.rows.candidates.patterns import PatternError, Samples, like, regex, similar
from harness.servers import Address


@dataclass(frozen=True)
class Case:
    operator: str
    pattern: str
    matching: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.operator} {self.pattern}"

    def samples(self) -> Samples:
        match self.operator:
            case "~" | "~*":
                return regex(self.pattern, fold=self.operator == "~*")
            case "like" | "ilike":
                return like(self.pattern, fold=self.operator == "ilike")
        return similar(self.pattern)


def case(operator: str, pattern: str, matching: tuple[str, ...] = (), near: tuple[str, ...] = ()) -> Case:
    return Case(operator, pattern, frozenset(matching), frozenset(near))


_HOST = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_NULL = "0.0.0"
_OCTET = r"(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})"
_CRON = r"(\*|[0-9]{1,2}(-[0-9]{1,2})?)(/[0-9]{1,2})?"

CASES = (
    case(
        "~",
        r"^\+[1-9][0-9]{1,14}$",
        ("+10", "+90", "+19", "+1" + "0" * 14),
        ("+1", "+1" + "0" * 15, "+00", "10", "+10\n", " +10", ""),
    ),
    case("~", r"^[^@\s]+@[^@\s]+\.[^@\s]+$", ("a@a.a",), ("@a.a", "a@.a", "a@a.", "aa.a", "a@aa", "a@@.a", " @a.a")),
    case("~*", r"^[A-Z0-9._%+-]+@[A-Z0-9.-]+\.[A-Z]{2,}$", ("A@A.AA", "A@A.AAA", "A@A.Aa"), ("A@A.A", "A@A.A0")),
    case("~", r"^[a-z0-9]+(-[a-z0-9]+)*$", ("a", "aa", "a-a", "a-a-a", "0", "9", "z"), ("", "-a", "a-", "A", "_")),
    case("~", r"^[a-z][a-z0-9_]{2,62}$", ("aaa", "aa_", "a" * 63), ("aa", "a" * 64, "_aa", "0aa", "Aaa")),
    case("~", r"^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"),
    case("~", r"^#[0-9a-fA-F]{6}$", ("#000000", "#00000F"), ("#00000", "#0000000", "000000", "#00000g", "#00000G")),
    case("~", r"^#(?:[0-9a-f]{3}){1,2}$", ("#000", "#000000"), ("#", "#00", "#000000000")),
    case(
        "~",
        r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z-]+)?$",
        ("0.0.0", "1.0.0", "0.0.0-0", "0.0.0+0", "0.0.0-0.0"),
        (".0.0", "00.0", "0.0.0-", "0.0.0+"),
    ),
    case("~", "^[A-Z]{2}$", ("AA", "AZ"), ("A", "AAA", "A[", "A@", "Aa", "aa", "AA\n")),
    case("~", "^[A-Z]{3}$"),
    case("~", "^[a-z]{2}(-[A-Z]{2})?$", ("aa", "aa-AA"), ("aa-A", "aa-AAA", "aaAA", "aa-Aa")),
    case("~", "^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$", ("AA00" + "A" * 11, "AA00" + "A" * 30), ("AA00" + "A" * 10,)),
    case("~", "^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$", ("AAAAAAAA", "AAAAAAAAAAA"), ("AAAAAAAAA"[:7], "AAAAAAAAAA")),
    case("~", r"^https?://[^\s/$.?#].[^\s]*$", near=("http://a", "htt://aa", "http://.a")),
    case("~*", r"^https?://", ("http://", "https://", "HTTP://"), ("http:/", " http://", "httpss://")),
    case("~", r"^https://[a-z0-9.-]+(:[0-9]{1,5})?(/.*)?$", ("https://a", "https://a:0", "https://a/")),
    case("~", "^[0-9a-f]{64}$", ("0" * 64, "0" * 63 + "f"), ("0" * 63, "0" * 65, "0" * 63 + "g", "0" * 63 + "F")),
    case("~", r"^sha256:[[:xdigit:]]{64}$"),
    case("~", rf"^{_CRON}( {_CRON}){{4}}$", ("* * * * *",), ("* * * *", "* * * * * *")),
    case(
        "~",
        r"^[a-z](?:[a-z0-9]|\.(?=[a-z0-9])){0,29}$",
        ("a", "aa"),
        ("", "."),
    ),
    case("~", r"^(?!\.)(?!.*\.\.)[a-z0-9.]{1,30}(?<!\.)$", ("a", "a" * 30), ("a" * 31, ".", "a.", ".a", "")),
    case("~", rf"^({_OCTET}\.){{3}}{_OCTET}$", (f"{_NULL}.0", f"{_NULL}.255"), (f"{_NULL}.256", _NULL, f"{_NULL}.0.0")),
    case("~", rf"^{_OCTET}(\.{_OCTET}){{3}}$", (f"{_NULL}.0", "255.0.0.0"), ("256.0.0.0", _NULL, f"{_NULL}.0.0")),
    case("~", rf"^{_HOST}(\.{_HOST})*$", ("a", "a.a", "a" + "a" * 61 + "a"), ("", "-", "a.", "a" * 64)),
    case("~", r"^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[@$!%*?&]).{8,72}$", near=("",)),
    case("~", r"^(?=.{3,20}$)[0-9]+$", ("000", "0" * 20), ("00", "0" * 21)),
    case("~", r"^(?!(000|666|9))[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}$", near=("000-44-4444", "666-44-4444")),
    case("~", "^(?!admin$|root$)[a-z]+$", ("a",), ("admin", "root", "")),
    case("~", "^(?!xn--)[a-z-]+$", ("a",), ("xn--",)),
    case("~", "abc", ("abc",), ("", "ab", "abd", "ABC", "bc")),
    case("~", "@", ("@",), ("", "A", "?")),
    case("~", "[0-9]", ("0", "9"), ("", "/", ":")),
    case("~", r"\S", near=("", " ", "\n")),
    case("~", r"^\S+$", near=("", " ")),
    case("~", r"^\S(.*\S)?$", near=("", " ")),
    case("~", r"^[^[:space:]].*[^[:space:]]$"),
    case("~", r"^[[:alpha:]][[:alnum:]_]*$", ("a", "aa", "a_"), ("", "0", "_")),
    case("~", r"^[^[:cntrl:]]+$", near=("", "\n")),
    case("~", r"^(draft|sent|paid)$", ("draft", "sent", "paid"), ("", "draf", "SENT", " sent")),
    case("~*", r"^(draft|sent|paid)$", ("draft", "sent", "paid", "SENT"), ("draf",)),
    case("~", r"(?i)^[a-f]+$", ("a", "A", "f", "F"), ("g", "G", "")),
    case("~", r"(?x)^ [0-9]{4} # year" + "\n - [0-9]{2} $", ("0000-00",), ("0000-0", "000000")),
    case("~", r"(?n)^a.b$", near=("a\nb",)),
    case("~", r"***=a.b", ("a.b",), ("a/b", "a-b", "")),
    case("~", r"***:(?i)^ab$", ("ab", "AB"), ("a",)),
    case("~", r"^([0-9])\1$", ("00", "99"), ("0", "000")),
    case("~", r"^(a|b)-(\d)-\2\1$", ("a-0-0a", "b-0-0b", "a-9-9a")),
    case("~", r"\mfoo\M", ("foo",), ("fooo", "ffoo")),
    case("~", r"\yfoo\y", ("foo",), ("fooo",)),
    case("~", r"[[:<:]]foo[[:>:]]", ("foo",), ("fooo",)),
    case("~", r"\Afoo\Z", ("foo",), ("foo\n", " foo")),
    case("~", r"^[\w.+-]+$", ("a", "."), ("", " ")),
    case("~", r"^[^\W_]+$", ("a", "0"), ("_", "")),
    case("~", r"^\D\W\d\w\s$"),
    case("~", r"^[\u0041-\u005A]\x2d\t$", ("A-\t", "Z-\t"), ("a-\t", "@-\t", "[-\t")),
    case("~", r"^[.-.]{2}$", ("..",), (".-", ".")),
    case("~", r"^[]a-]+$", ("]", "-"), ("", "^")),
    case("~", r"^[[.hyphen.][=a=]]$", ("-", "a"), ("b",)),
    case("~", r"^a{,3}$", ("a{,3}",), ("a{,4}", "")),
    case("~", r"^[a-z]+?$", ("a", "aa"), ("",)),
    case("~", r"^\d{1,3}(,\d{3})*(\.\d\d)?$", ("0", "0,000", "0.00"), ("0,00", "0.0", "")),
    case("~", r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$", ("0000-01-01", "0000-10-01"), ("0000-00-01",)),
    case("~", r"^(([01]\d)|(2[0-3])):[0-5]\d$", ("00:00", "20:00", "23:00"), ("24:00", "00:60")),
    case("~", r"^/[a-z]*(?:/[a-z]+)*$", ("/", "/a", "//a"), ("", "a", "//")),
    case("~", r"^[^/]+$", near=("", "/")),
    case("~", r"^$|^[A-Z]+$", ("", "A"), ("a", " ")),
    case("~", r"^-?[0-9]+(\.[0-9]+)?$", ("0", "-0", "0.0"), ("", "-", "0.", "--0")),
    case("~", r"^.{1,255}$", ("a" * 255,), ("", "a" * 256)),
    case("~", r"(?<=a)b", ("ab",), ("a", "")),
    case("~", r"(?<!a)b", ("b",), ("ab",)),
    case("~", r"foo(?=bar)", ("foobar",)),
    case("~", r"^é+$", ("é",), ("É", "", "e"[:0])),
    case("~", r"^[À-ÿ]+$"),
    case("like", "abc%", ("abc", "abca"), ("ab", " abc", "ABC", "")),
    case("like", "%@%", ("@", "a@", "@a"), ("", "A")),
    case("like", "___", ("aaa",), ("aa", "aaaa")),
    case("like", r"a\_b%", ("a_b", "a_ba"), ("aab", "a-b", "a_")),
    case("like", r"100\%", ("100%",), ("100", "100a"[:3])),
    case("like", "%.pdf", (".pdf", "a.pdf"), ("pdf", ".PDF", ".pdf ")),
    case("like", "(*|x)", ("(*|x)",), ("x)"[:0],)),
    case("ilike", "Abc%", ("Abc", "aBC"), ("Ab",)),
    case("ilike", "s3://%", ("s3://", "S3://")),
    case("similar to", "(a|b)+", ("a", "b", "aa"), ("", "c", "a ")),
    case("similar to", "[A-Z]{3}-[0-9]{2,4}", ("AAA-00", "AAA-0000"), ("AA-00", "AAA-0", "AAA-00000")),
    case("similar to", "%(cat|dog)_", ("cata", "doga", "acata"), ("cat", "")),
    case("similar to", r"a.b\%[^0-9^]?", ("a.b%", "a.b%a"), ("a/b%", "a.b")),
    case("similar to", r"[]x]\d", near=("",)),
    case("similar to", "[[:digit:]_%]x", ("0x", "_x", "%x"), ("ax", "x")),
)

_JUDGED = sql.SQL("select t, t {} %s::text from pg_catalog.unnest(%s::text[]) as t")


@pytest.fixture(scope="module")
def conn(address: Address) -> Iterator[Connection]:
    """A session for the whole file: nothing here leaves anything behind."""
    with Scratch(address) as scratch, scratch.connect(scratch.create("patterns")) as conn:
        yield conn


def judged(conn: Connection, case: Case, texts: tuple[str, ...]) -> dict[str, bool]:
    """Say which texts match, by the server."""
    query = _JUDGED.format(sql.SQL(case.operator))
    return dict(conn.execute(query, (case.pattern, list(texts))).fetchall())


@pytest.mark.parametrize("case", CASES, ids=str)
def test_samples_match_and_near_misses_do_not(conn: Connection, case: Case) -> None:
    samples = case.samples()
    matching, near = judged(conn, case, samples.matching), judged(conn, case, samples.near)
    assert any(matching.values())
    assert not all(near.values())
    assert case.matching <= {text for text, found in matching.items() if found}
    assert case.near <= {text for text, found in near.items() if not found}


def test_nearly_all_samples_are_what_they_are_meant_to_be(conn: Connection) -> None:
    all_samples = [(case, case.samples()) for case in CASES]
    matching = [found for case, each in all_samples for found in judged(conn, case, each.matching).values()]
    missing = [not found for case, each in all_samples for found in judged(conn, case, each.near).values()]
    assert sum(matching) >= 0.95 * len(matching)
    assert sum(missing) >= 0.90 * len(missing)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_samples_are_few_distinct_and_the_same_again(case: Case) -> None:
    samples = case.samples()
    assert samples == case.samples()
    both = samples.matching + samples.near
    assert len(set(both)) == len(both)
    assert len(samples.matching) <= 40
    assert len(samples.near) <= 60
    assert not any("\0" in text or len(text) > 301 for text in both)


def test_the_shortest_match_comes_first_then_bounds_then_branches() -> None:
    assert regex("^(ab|c{2,4})$").matching[:4] == ("ab", "ccc", "cccc", "cc")
    assert regex("^[a-z]{2,4}$").matching[:3] == ("aa", "aaa", "aaaa")


def test_every_branch_is_sampled_once() -> None:
    names = ["north", "south", "east", "west", "up", "down"]
    assert set(names) <= set(regex(f"^({'|'.join(names)})$").matching)


WEIRD = (
    *("", "(", ")", "a)", "(a", "[", "[]", "[^]", "[a", "[]]", "[^]]", "[z-a]", "[a-", "[a-]", "[-a]", "[a-c-e]"),
    *("[[:nope:]]", "[[.nope.]]", "[[.space.]]", "[[:alpha:]", "[[=ab=]]", "[a-[:digit:]]", r"[\w-z]", r"[\y]"),
    *("*", "+", "?", "a**", "a*+", "a+*", "a???", "^*", "$+", "(*a)", "|*", "a||b", "|", "(|)", "()", "(?:)", "()*"),
    *("{", "{1}", "a{", "a{1", "a{1,", "a{2,1}", "a{256}", "a{0}", "a{0,0}", "a{1,2}{3}", "a{,2}", "a}", "a]", "a{1a}"),
    *("\\", r"\i", r"\q", r"\1", r"(a)\2", r"(a\1)", r"(?=(a)\1)", r"\0", r"\12", r"\x", r"\xZZ", r"\u12", r"\u0000"),
    *(r"\x41", r"\U00110000", r"\uD800", r"\cA", r"\e", r"\a\b\f\v", r"[\d\s]", r"[\D]", r"[^\D]", r"[^\s\S]", r"[\0]"),
    *("(?", "(?i", "(?i)", "(?z)a", "(?b)a*", "(?q)a*(", "(?<name>a)", "(?P<n>a)", "a(?i)b", "(?#c", "(?#c)a", "(?:a"),
    *("(?=", "(?=a)", "(?!a)", "(?=a)*", "(?!)", "(?<=a)", "(?<!a", "(?!.*)", "(?=a)(?=b)", "^(?=a)(?!a)", r"(?=\y)"),
    *(
        "***",
        "***=",
        "***=(",
        "***:",
        "***:(",
        "****",
        "***x",
        "(?x) a b # c",
        "(?x)[ a]",
        "(?n)^$",
        "(?p)[^a]",
        "(?w).",
    ),
    *("$^", "a^b", "a$b", r"\Za", r"a\A", r"\m\M", r"\Y", "^^a$$", "(^a|b$)", "[[:<:]]", "[[:>:]]a", "[[:<:]a]"),
    *("(" * 50 + ")" * 50, "(" * 5000, "[" * 500, "a" * 5000, "(a+)+$", "(a*)*b", "(a|aa)+c", "(.*)(.*)(.*)(.*)x"),
    *("((a{255}){255}){255}", "((((a{0,255}){0,255}){0,255}){0,255})", r"(a*)*\1\1\1", "(a?){255}", "\\" + "9" * 5000),
    *(
        "a{" + "0" * 5000 + "}",
        "é",
        "ß",
        "[À-ÿ]",
        "\U0001f600",
        "[\U0001f600-\U0001f64f]",
        "\n",
        "\ud800",
        "İ",
        "[\u017f]",
    ),
)


@pytest.mark.parametrize("pattern", WEIRD, ids=lambda pattern: ascii(pattern[:30]))
@pytest.mark.parametrize("operator", ["~", "~*", "like", "ilike", "similar to"])
def test_a_weird_pattern_gives_samples_or_the_one_error_and_takes_no_time(operator: str, pattern: str) -> None:
    start = time.process_time()
    try:
        samples = Case(operator, pattern).samples()
    except PatternError:
        samples = None
    assert samples is None or isinstance(samples, Samples)
    assert time.process_time() - start < 5


# What we leave unread though the server reads it.
_UNREAD = {"(?b)a*", r"\U00110000", "\ud800"}


@pytest.mark.parametrize("pattern", [each for each in WEIRD if each not in _UNREAD], ids=lambda each: ascii(each[:30]))
def test_what_is_refused_the_server_refuses_too(conn: Connection, pattern: str) -> None:
    try:
        regex(pattern)
    except PatternError:
        with pytest.raises(psycopg.errors.InvalidRegularExpression):
            conn.execute("select '' ~ %s", (pattern,))


def test_like_takes_another_escape_or_none() -> None:
    assert like("a!%", escape="!").matching[0] == "a%"
    assert like("a\\%", escape="").matching[0] == "a\\"
    with pytest.raises(PatternError):
        like("a\\")
