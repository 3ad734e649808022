"""A program that runs a server until its standard input ends: what tests kill, terminate and interrupt.

Arguments: the spec and, to be a normal user where root runs the tests, a user id.
"""

from __future__ import annotations

import codecs
import json
import os
import resource
import sys
from typing import Any

from harness.finding import HarnessError
from harness.live.scratch import Scratch
from harness.servers import ServerOptions, start


def say(what: dict[str, Any]) -> None:
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()


def main(spec: str, uid: str | None = None) -> int:
    if "CHILD_FILE_BYTES" in os.environ:  # as on a disk that is full, but for this process and its children only
        most = int(os.environ["CHILD_FILE_BYTES"])
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    if uid is not None:
        codecs.lookup("ascii")  # like every import before this line: the user need not be able to read this Python
        os.setgroups([])
        os.setgid(int(uid))
        os.setuid(int(uid))
    try:
        with start(spec, ServerOptions()) as server, Scratch(server.address) as scratch:
            scratch.clone(scratch.create())
            say(server.address.to_json())
            sys.stdin.read()
    except HarnessError as error:
        say({"error": str(error)})
        return 2
    except KeyboardInterrupt as interrupt:
        return 130 if not interrupt.args else 143
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
