"""The terminal that the browser runs on: what ends it from outside, and bytes that are no text."""

from __future__ import annotations

import asyncio
import errno
import os
import selectors
import signal
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver

_ENDINGS = ("SIGTERM", "SIGHUP", "SIGINT")


def on_ending(end: Callable[[int], None]) -> None:
    """Call `end` with the exit code when the process is told to end: by `kill`, a closed terminal.

    A process that just died would leave the terminal without echo and cursor.
    """
    loop = asyncio.get_running_loop()
    for number in (getattr(signal, name) for name in _ENDINGS if hasattr(signal, name)):
        # Not on Windows, nor in a thread of another program.
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, end, 128 + number)


def is_gone() -> bool:
    """Whether the terminal that keys came from has been closed."""
    try:
        os.get_terminal_size(0)
    except OSError as error:
        return error.errno == errno.EIO
    return False


def forgiving(driver: type[Driver]) -> type[Driver]:
    """A driver that hears no keys in what is not UTF-8, which would end the program in Textual's.

    It also ends with its terminal, where Textual's would read nothing for ever.
    """
    if sys.platform == "win32":
        return driver
    from textual._xterm_parser import XTermParser
    from textual.drivers.linux_driver import LinuxDriver

    class TerminalDriver(LinuxDriver):
        def run_input_thread(self) -> None:
            parser = XTermParser(self._debug)
            decode = getincrementaldecoder("utf-8")("ignore").decode
            with selectors.SelectSelector() as selector, suppress(OSError):
                selector.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    if selector.select(0.1):
                        data = os.read(self.fileno, 4096)
                        if not data:
                            break
                        # No text, such as half a letter, would tell the parser of the end.
                        text = decode(data)
                        for event in parser.feed(text) if text else ():
                            self.process_message(event)
                    for event in parser.tick():
                        self.process_message(event)

    return TerminalDriver if driver is LinuxDriver else driver
