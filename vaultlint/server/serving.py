"""The server with all that it can do, and how it is run."""

from __future__ import annotations

import logging
import sys

from pygls.exceptions import JsonRpcException

from vaultlint.server.answering import answer_actions, answer_places
from vaultlint.server.app import Server
from vaultlint.server.calling import answer_renames
from vaultlint.server.following import follow

SWITCH = 0.001
"""So many seconds a check may go on when somebody waits for an answer."""


def build() -> Server:
    """A server that answers what it is asked."""
    server = Server()
    follow(server)
    answer_places(server)
    answer_actions(server)
    answer_renames(server)
    return server


def _is_refusal(record: logging.LogRecord) -> bool:
    """Whether a log entry tells of what was refused with reason, and the client knows."""
    return record.exc_info is not None and isinstance(record.exc_info[1], JsonRpcException)


def serve() -> bool:
    """Serve the client on standard input and output until it leaves; whether it has said goodbye."""
    sys.setswitchinterval(SWITCH)
    logging.getLogger("pygls.protocol.json_rpc").addFilter(lambda record: not _is_refusal(record))
    server = build()
    server.start_io()
    return server.is_done
