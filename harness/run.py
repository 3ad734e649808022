"""One run: its settings, its server and its walks; in an xdist worker, the controller's server and shared walks."""

from __future__ import annotations

import pickle
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock

from harness.chain import read_chain
from harness.chain.statement import Chain
from harness.finding import HarnessError
from harness.live.scratch import Scratch
from harness.rules.observing import ABOUT_ROWS
from harness.servers import Address, Server, ServerOptions, start
from harness.servers.privileges import server_account
from harness.servers.runs import RunFolder
from harness.settings import Settings
from harness.static.reading import Reading
from harness.walk.record import Record
from harness.walk.walk import WalkOptions, walk


class Run:
    """Starts the server on first use, walks each chain once, and cleans up; `shared` is the folder of all workers."""

    def __init__(self, settings: Settings, *, shared: Path | None = None, address: Address | None = None) -> None:
        self.settings = settings
        self.seconds: dict[str, float] = {}
        self._shared = shared
        self._folder: RunFolder | None = None
        self._address = address
        self._server: Server | None = None
        self._chains: dict[Path, Chain] = {}
        self._records: dict[str, Record] = {}
        self._readings: dict[str, Reading] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop the server if it was started here; idempotent."""
        if self._server:
            self._server.stop()
            self._server = None
        if self._folder:
            self._folder.close()
            self._folder = None

    @property
    def shared(self) -> Path:
        """The folder in which the workers of a run meet: locked while we live, else swept by the next run."""
        if self._shared is None:
            self._folder = RunFolder.make(server_account())
            self._shared = self._folder.path
        return self._shared

    @property
    def address(self) -> Address:
        """Where the server is; it is started on first use."""
        if self._address is None:
            started = time.monotonic()
            settings = self.settings
            options = ServerOptions(
                versions=settings.versions,
                any_version=settings.any_version,
                superuser=settings.superuser,
                extensions=settings.extensions,
                roles=settings.roles,
                statement_timeout=settings.statement_timeout,
                scratch_role=settings.scratch_role,
            )
            self._server = start(settings.server, options)
            self._address = self._server.address
            self.seconds["server"] = time.monotonic() - started
        return self._address

    def chain(self, root: Path) -> Chain:
        """Read the chain of a folder, once; paths are shown relative to the current folder where they are below it."""
        if root not in self._chains:
            started = time.monotonic()
            settings = self.settings
            self._chains[root] = read_chain(
                root,
                layout=settings.layout,
                ledger=settings.ledger,
                seed=self._beside(settings.seed),
                setup=self._beside(settings.setup),
                max_bytes=settings.max_file_size * 2**20,
            )
            self.seconds["collect"] = self.seconds.get("collect", 0.0) + time.monotonic() - started
        return self._chains[root]

    def _beside(self, name: str | None) -> Path | None:
        return self.settings.root / name if name else None

    def reading(self, chain: Chain) -> Reading:
        """Return what the text of `chain` tells; it is read when something is asked of it."""
        if chain.digest not in self._readings:
            self._readings[chain.digest] = Reading(chain, self.settings)
        return self._readings[chain.digest]

    def record(self, chain: Chain) -> Record:
        """Return what the walk over `chain` saw; the first who asks walks, in whichever process."""
        if chain.digest not in self._records:
            with FileLock(self.shared / f"{chain.digest}.lock"):
                self._records[chain.digest] = self._shared_record(chain)
        return self._records[chain.digest]

    def seen(self, chain: Chain) -> Record | None:
        """Return what the walk over `chain` saw, whichever process walked; None where none did."""
        try:
            return self.record(chain) if self._file(chain).exists() else None
        except HarnessError:  # the walk broke off; the items that needed it have said so
            return None

    def _file(self, chain: Chain) -> Path:
        return self.shared / f"{chain.digest}.record"

    def _shared_record(self, chain: Chain) -> Record:
        file = self._file(chain)
        if file.exists():
            seen = pickle.loads(file.read_bytes())  # noqa: S301 - written by a process of this run, into its private folder
            if isinstance(seen, HarnessError):
                raise seen
            assert isinstance(seen, Record)
            return seen
        try:
            record = self._walk(chain)
        except HarnessError as error:
            file.write_bytes(pickle.dumps(error))
            raise
        file.write_bytes(pickle.dumps(record))
        return record

    def _walk(self, chain: Chain) -> Record:
        address = self.address
        options = WalkOptions(
            timeout=self.settings.statement_timeout,
            allow_psql=self.settings.allow_psql,
            declared=self.settings.chooses("declared-equals-live"),
            examples=self.settings.examples if self.settings.chooses("examples") else 0,
            rows=any(map(self.settings.chooses, ABOUT_ROWS)),
        )
        started = time.monotonic()
        with Scratch(address) as scratch:
            record = walk(chain, scratch, options)
        record.seconds["walk"] = time.monotonic() - started
        return record
