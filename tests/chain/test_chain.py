"""Folders become chains: the layout is recognised, the order is right, and what is amiss is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.chain import LAYOUTS, Chain, LayoutError, read_chain
from harness.chain.chain import RULES
from harness.finding import FileError, UsageError

GOOSE = "-- +goose Up\nselect 1;\n-- +goose Down\nselect 2;\n"
DBMATE = "-- migrate:up\nselect 1;\n-- migrate:down\nselect 2;\n"
LIKE = {"goose": GOOSE, "dbmate": DBMATE}


def _folder(folder: Path, files: str, content: str = "select 1;\n") -> Path:
    for name in files.split():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return folder


def _shown(chain: Chain) -> list[tuple[str, str, str | None]]:
    return [
        (migration.version, migration.up.path, migration.down.path if migration.down else None)
        for migration in chain.migrations
    ]


def _findings(chain: Chain) -> list[tuple[str, str, str]]:
    return [(finding.rule, str(finding.severity), finding.path) for finding in chain.findings]


ORDERS = {
    "versioned": (
        "V10.up.sql V10.down.sql V9.up.sql V9.down.sql",
        [("V9", "V9.up.sql", "V9.down.sql"), ("V10", "V10.up.sql", "V10.down.sql")],
    ),
    "versioned with names": (
        "V0002.B.up.sql V0002.B.down.sql V0001.Some_Name.up.sql V0001.Some_Name.down.sql",
        [
            ("V0001", "V0001.Some_Name.up.sql", "V0001.Some_Name.down.sql"),
            ("V0002", "V0002.B.up.sql", "V0002.B.down.sql"),
        ],
    ),
    "pairs": (
        "10_b.up.sql 10_b.down.sql 9_a.up.sql 9_a.down.sql",
        [("9", "9_a.up.sql", "9_a.down.sql"), ("10", "10_b.up.sql", "10_b.down.sql")],
    ),
    "pairs of timestamps": (
        "20240102000000_b.up.sql 20240102000000_b.down.sql 20230101120000_a.up.sql 20230101120000_a.down.sql",
        [
            ("20230101120000", "20230101120000_a.up.sql", "20230101120000_a.down.sql"),
            ("20240102000000", "20240102000000_b.up.sql", "20240102000000_b.down.sql"),
        ],
    ),
    "pairs whose halves differ in name": (
        "000001_make.up.sql 000001_drop.down.sql",
        [("000001", "000001_make.up.sql", "000001_drop.down.sql")],
    ),
    "folders": (
        "0010_b/up.sql 0010_b/down.sql 009_a/up.sql 009_a/down.sql",
        [("009", "009_a/up.sql", "009_a/down.sql"), ("0010", "0010_b/up.sql", "0010_b/down.sql")],
    ),
    "folders of diesel": (
        (
            "2020-01-02-000000_b/up.sql 2020-01-02-000000_b/down.sql "
            "2020-01-01-153000_a/up.sql 2020-01-01-153000_a/down.sql"
        ),
        [
            ("2020-01-01-153000", "2020-01-01-153000_a/up.sql", "2020-01-01-153000_a/down.sql"),
            ("2020-01-02-000000", "2020-01-02-000000_b/up.sql", "2020-01-02-000000_b/down.sql"),
        ],
    ),
    "folders of diesel, dated in three ways": (
        " ".join(
            f"{name}/{half}.sql"
            for name in ("2026-05-27-120000-0000_d", "2026-05-27-120000_c", "2017-08-31-230457_b", "20140924113530_a")
            for half in ("up", "down")
        ),
        [
            ("20140924113530", "20140924113530_a/up.sql", "20140924113530_a/down.sql"),
            ("2017-08-31-230457", "2017-08-31-230457_b/up.sql", "2017-08-31-230457_b/down.sql"),
            ("2026-05-27-120000", "2026-05-27-120000_c/up.sql", "2026-05-27-120000_c/down.sql"),
            ("2026-05-27-120000-0000", "2026-05-27-120000-0000_d/up.sql", "2026-05-27-120000-0000_d/down.sql"),
        ],
    ),
    "goose": (
        "00002_b.sql 00001_a.sql",
        [("00001", "00001_a.sql", "00001_a.sql"), ("00002", "00002_b.sql", "00002_b.sql")],
    ),
    "dbmate": (
        "20240101_a.sql 20230101.sql",
        [("20230101",) + ("20230101.sql",) * 2, ("20240101",) + ("20240101_a.sql",) * 2],
    ),
    "flyway": (
        "R__b.sql R__a.sql V1.10__c.sql V1_9__b.sql V2__d.sql U2__d.sql U1.10__c.sql U1_9__b.sql V10__e.sql U10__e.sql",
        [
            ("1_9", "V1_9__b.sql", "U1_9__b.sql"),
            ("1.10", "V1.10__c.sql", "U1.10__c.sql"),
            ("2", "V2__d.sql", "U2__d.sql"),
            ("10", "V10__e.sql", "U10__e.sql"),
            ("R__a", "R__a.sql", None),
            ("R__b", "R__b.sql", None),
        ],
    ),
    "flyway with folders": (
        "V1__a.sql U1__a.sql two/V2__b.sql two/U2__b.sql",
        [("1", "V1__a.sql", "U1__a.sql"), ("2", "two/V2__b.sql", "two/U2__b.sql")],
    ),
}


@pytest.mark.parametrize("name", ORDERS)
def test_a_layout_is_recognised_and_its_versions_sort_as_numbers(name: str, tmp_path: Path) -> None:
    files, expected = ORDERS[name]
    layout = name.partition(" ")[0]
    chain = read_chain(_folder(tmp_path, files, LIKE.get(layout, "select 1;\n")), root=tmp_path)
    assert (chain.layout, chain.ledger) == (layout, layout != "versioned")
    assert _shown(chain) == expected
    assert _findings(chain) == []


WRONGS = {
    "an up without its down": ("V1.up.sql", [("down-exists", "error", "V1.up.sql")]),
    "a pair without its down": ("1_a.up.sql", [("down-exists", "error", "1_a.up.sql")]),
    "a folder without its down": ("1_a/up.sql", [("down-exists", "error", "1_a/up.sql")]),
    "a chain without any down": ("V1.up.sql V2.up.sql V3.up.sql", [("down-exists", "error", "V1.up.sql")]),
    "prisma, which has no downs": (
        "20240101000000_a/migration.sql 20240102000000_b/migration.sql",
        [("down-exists", "info", "20240101000000_a/migration.sql")],
    ),
    "flyway without undo": ("V1__a.sql", [("down-exists", "warning", "V1__a.sql")]),
    "a down without its up": (
        "V1.up.sql V1.down.sql V2.down.sql",
        [("stray-file", "error", "V2.down.sql")],
    ),
    "a repeated version": (
        "V1.up.sql V1.down.sql V01.x.up.sql V01.x.down.sql",
        [("duplicate-version", "error", "V01.x.up.sql")],
    ),
    "a repeated number": (
        "0_a.up.sql 0_a.down.sql 0_b.up.sql 0_b.down.sql",
        [("duplicate-version", "warning", "0_b.up.sql")],
    ),
    "a repeated version of flyway": (
        "V1__a.sql U1__a.sql V1.0__b.sql U1.0__b.sql",
        [("duplicate-version", "error", "V1.0__b.sql")],
    ),
    "a gap": (
        "V1.up.sql V1.down.sql V4.up.sql V4.down.sql",
        [("version-gap", "warning", "V4.up.sql")],
    ),
    "a gap between numbers before timestamps": (
        "1_a.up.sql 1_a.down.sql 3_b.up.sql 3_b.down.sql 20240101000000_c.up.sql 20240101000000_c.down.sql",
        [("version-gap", "warning", "3_b.up.sql")],
    ),
    "a file that is nothing": ("V1.up.sql V1.down.sql notes.sql", [("stray-file", "warning", "notes.sql")]),
    "a misspelt half": ("V1.up.sql V1.down.sql V2.upp.sql", [("stray-file", "warning", "V2.upp.sql")]),
    "a name in the wrong case": (
        "V1.up.sql V1.down.sql v2.UP.sql V2.down.SQL",
        [("stray-file", "error", "V2.down.SQL"), ("stray-file", "error", "v2.UP.sql")],
    ),
    "two layouts": (
        "V1.up.sql V1.down.sql 0002_a.up.sql V3__b.sql 0004_c/up.sql",
        [
            ("stray-file", "error", "0002_a.up.sql"),
            ("stray-file", "error", "0004_c/up.sql"),
            ("stray-file", "error", "V3__b.sql"),
        ],
    ),
    "a file in a folder below": (
        "V1.up.sql V1.down.sql old/V0.up.sql tests/x.sql",
        [("stray-file", "warning", "old/V0.up.sql")],
    ),
    "what is no SQL or hidden": ("V1.up.sql V1.down.sql README.md main.go .V2.up.sql .git/V3.up.sql x/y.md", []),
}


@pytest.mark.parametrize("name", WRONGS)
def test_what_is_amiss_in_a_folder_is_found_at_its_file(name: str, tmp_path: Path) -> None:
    files, expected = WRONGS[name]
    chain = read_chain(_folder(tmp_path, files), root=tmp_path)
    assert _findings(chain) == expected
    assert all(finding.line == 1 and finding.mend for finding in chain.findings)
    assert {finding.rule for finding in chain.findings} <= RULES.keys()


def test_repeated_numbers_are_told_apart_by_name_and_walked_in_order(tmp_path: Path) -> None:
    files = "0000_b.up.sql 0000_a.up.sql 0001_a.up.sql 0001_a.down.sql 0000_b.down.sql"
    chain = read_chain(_folder(tmp_path, files), root=tmp_path)
    assert _shown(chain) == [
        ("0000_a", "0000_a.up.sql", None),
        ("0000_b", "0000_b.up.sql", "0000_b.down.sql"),
        ("0001", "0001_a.up.sql", "0001_a.down.sql"),
    ]


def test_an_up_without_a_statement_is_found(tmp_path: Path) -> None:
    _folder(tmp_path, "V1.up.sql V1.down.sql", "-- nothing\n")
    assert _findings(read_chain(tmp_path, root=tmp_path)) == [("empty-file", "warning", "V1.up.sql")]


def test_directives_that_say_nothing_are_findings_of_the_chain(tmp_path: Path) -> None:
    _folder(tmp_path, "V1.up.sql V1.down.sql seed.sql", "-- harness: what\nselect 1;\n")
    found = [("directive", "error", name) for name in ("V1.down.sql", "V1.up.sql", "seed.sql")]
    assert _findings(read_chain(tmp_path, root=tmp_path)) == found


def test_the_seed_lies_in_the_folder_unless_it_is_named(tmp_path: Path) -> None:
    _folder(tmp_path, "V1.up.sql V1.down.sql seed.sql other.sql dump.sql")
    chain = read_chain(tmp_path, root=tmp_path, setup=tmp_path / "dump.sql")
    assert (str(chain.seed), str(chain.setup)) == ("seed.sql", "dump.sql")
    assert _findings(chain) == [("stray-file", "warning", "other.sql")]
    chain = read_chain(tmp_path, root=tmp_path, seed=tmp_path / "other.sql")
    assert (str(chain.seed), chain.setup) == ("other.sql", None)
    assert [path for _, _, path in _findings(chain)] == ["dump.sql", "seed.sql"]


def test_layout_and_ledger_can_be_named(tmp_path: Path) -> None:
    _folder(tmp_path, "V1__a.sql U1__a.sql V2__b.sql U2__b.sql 1_a.up.sql 1_a.down.sql")
    assert read_chain(tmp_path, root=tmp_path).layout == "flyway"
    chain = read_chain(tmp_path, root=tmp_path, layout="pairs", ledger=False)
    assert (chain.layout, chain.ledger, len(chain.migrations)) == ("pairs", False, 1)
    assert {rule for rule, _, _ in _findings(chain)} == {"stray-file"}


def test_a_layout_that_does_not_exist_is_refused_with_those_that_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        read_chain(tmp_path, layout="flywya")
    assert all(layout.name in str(caught.value.finding) for layout in LAYOUTS)


def test_a_folder_without_a_chain_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="no SQL file"):
        read_chain(_folder(tmp_path, "README.md"))
    with pytest.raises(LayoutError, match=r"no file here follows .* there are: a.sql, b.sql") as caught:
        read_chain(_folder(tmp_path, "a.sql b.sql"))
    assert all(layout.example in caught.value.finding.mend for layout in LAYOUTS)
    with pytest.raises(LayoutError, match="follows the layout goose"):
        read_chain(_folder(tmp_path, "V1.up.sql V1.down.sql"), layout="goose")
    with pytest.raises(FileError, match="no such file or folder"):
        read_chain(tmp_path / "none")


def test_the_folder_that_is_meant_is_suggested(tmp_path: Path) -> None:
    _folder(
        tmp_path, "db/main/V1.up.sql db/other/0001_a/up.sql db/flyway/V1__a.sql node_modules/x/V1.up.sql .x/V1.up.sql"
    )
    with pytest.raises(LayoutError) as caught:
        read_chain(tmp_path, root=tmp_path)
    assert caught.value.finding.mend == "name the folder that is meant: db/flyway, db/main, db/other"


def test_a_file_of_a_chain_stands_for_its_chain(tmp_path: Path) -> None:
    _folder(tmp_path, "V1.up.sql V1.down.sql V2.up.sql V2.down.sql")
    assert read_chain(tmp_path / "V2.up.sql") == read_chain(tmp_path)


def test_a_file_of_no_chain_is_a_chain_of_itself(tmp_path: Path) -> None:
    _folder(tmp_path, "schema.sql seed.sql other.sql")
    chain = read_chain(tmp_path / "schema.sql", root=tmp_path)
    assert _shown(chain) == [("schema", "schema.sql", None)]
    assert (chain.layout, chain.ledger, str(chain.seed), _findings(chain)) == ("single", False, "seed.sql", [])
    assert read_chain(tmp_path / "seed.sql").seed is None


def test_unreadable_files_are_refused_under_the_name_that_reports_use(tmp_path: Path) -> None:
    _folder(tmp_path, "sql/V1.up.sql")
    (tmp_path / "sql/V1.down.sql").symlink_to("gone.sql")
    with pytest.raises(FileError) as caught:
        read_chain(tmp_path / "sql", root=tmp_path)
    assert caught.value.finding.path == "sql/V1.down.sql"
    (tmp_path / "sql/V1.down.sql").unlink()
    (tmp_path / "sql/V1.down.sql").mkdir()
    with pytest.raises(FileError, match="a folder with the name of an SQL file"):
        read_chain(tmp_path / "sql")


def test_a_limit_on_the_size_of_files_holds_for_every_file(tmp_path: Path) -> None:
    _folder(tmp_path, "V1.up.sql V1.down.sql")
    assert read_chain(tmp_path, max_bytes=10).migrations
    with pytest.raises(FileError, match="the limit is 9 bytes"):
        read_chain(tmp_path, max_bytes=9)


def test_a_thousand_migrations_are_read_in_order(tmp_path: Path) -> None:
    _folder(tmp_path, " ".join(f"{number}_a.{half}.sql" for number in range(1, 1001) for half in ("up", "down")))
    chain = read_chain(tmp_path)
    assert [migration.version for migration in chain.migrations] == [str(number) for number in range(1, 1001)]
    assert chain.findings == ()


def test_the_mend_of_a_missing_down_is_one_that_the_layout_has_a_place_for(tmp_path: Path) -> None:
    (prisma,) = read_chain(_folder(tmp_path / "a", "20240101000000_a/migration.sql", "select 1;\n")).findings
    assert prisma.mend == "undo a version with one more version: this layout has no place for a down"
    (pairs,) = read_chain(_folder(tmp_path / "b", "1_a.up.sql", "select 1;\n")).findings
    assert pairs.mend.startswith("write the down, as in 000001_name.up.sql, 000001_name.down.sql")
