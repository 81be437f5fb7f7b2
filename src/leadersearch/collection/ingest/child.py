"""The process that reads files: what is wrong with one can end this process, and nothing else."""

from __future__ import annotations

import os
import signal
import sys
from typing import BinaryIO

from leadersearch.collection.ingest.limits import Limits, too_much_memory
from leadersearch.collection.ingest.messages import READY, answer, packed, receive_request
from leadersearch.collection.ingest.reading import Read, Wanted, read_pieces
from leadersearch.readers import read_articles_from


def serve(read: Read = read_articles_from) -> None:
    """Read the files that are asked for on standard input, until it ends.

    The first argument is the descriptor of a pipe that nothing is written to, or "": when its
    other end is closed, because whoever asks has ended, this process ends too, whatever it does.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks
    answers = _answers()
    if sys.platform != "win32" and sys.argv[1]:
        _end_with(int(sys.argv[1]))
    limits = Limits()
    try:
        answers.write(packed(READY))
        answers.flush()
        while _read_file(receive_request(sys.stdin.buffer), read, limits, answers):
            pass
    except (EOFError, BrokenPipeError):
        pass  # nobody asks any more
    sys.stdout = sys.stderr = None  # nothing to flush


def _read_file(wanted: Wanted, read: Read, limits: Limits, answers: BinaryIO) -> bool:
    """Read a file; whether this process can read another one."""
    is_last = False
    limits.begin(wanted.size)
    for piece in read_pieces(wanted, read, too_much_memory(wanted.size)):
        if piece.end:
            is_last = limits.end()
        answers.write(answer(piece, is_last=is_last))
        answers.flush()
    return not is_last


def _answers() -> BinaryIO:
    """Standard output, for answers alone; the output of readers is discarded."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers


if sys.platform != "win32":
    import fcntl

    def _end_with(descriptor: int) -> None:
        """Have SIGIO, which ends this process, sent when the other end of a pipe is closed."""
        fcntl.fcntl(descriptor, fcntl.F_SETOWN, os.getpid())
        flags = fcntl.fcntl(descriptor, fcntl.F_GETFL)
        fcntl.fcntl(descriptor, fcntl.F_SETFL, flags | os.O_ASYNC)
