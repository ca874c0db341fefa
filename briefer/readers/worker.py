"""Parsing in a process of its own: a file that crashes, hangs or eats memory costs one refusal, never the program.

What goes over the pipe is JSON and the bytes of the file. The process is kept warm between files and has limits: its
memory, and no file that it could write.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from time import monotonic
from types import TracebackType
from typing import Any, TypeAlias

from briefer.errors import BrieferError, Cancelled, ImportRefused
from briefer.model.codec import decode_all, encode
from briefer.readers.bibliography import Bibliography, read_bibliography
from briefer.readers.dispatch import Pages, read
from briefer.readers.pdf_cited import CitedPage, CitedPages, Wanted, cited_pages
from briefer.readers.pdf_pictures import Picture, page_pictures
from briefer.structure.imported import Imported

if sys.platform != "win32":
    import resource

MEMORY = 3 * 2**29
"""Address space of the process, where the system can limit it."""
TIMEOUT = 60.0
"""Seconds for one file."""

Reader: TypeAlias = Callable[[str, bytes, Pages], Imported]
Stop: TypeAlias = Callable[[], bool]
_Message: TypeAlias = dict[str, Any]

_POLL = 0.05
_START = 60.0


class Worker:
    """Reads files one after the other in one process, which starts with the first file and again after a crash."""

    def __init__(self, timeout: float = TIMEOUT, reader: Reader = read) -> None:
        self._timeout, self._reader = timeout, reader
        self._turn = threading.Lock()
        self._process: Any = None
        self._pipe: Connection | None = None

    @property
    def warm(self) -> bool:
        """Tell whether the process runs already."""
        return self._process is not None

    @property
    def pid(self) -> int | None:
        """Return the process id, None when it does not run."""
        return self._process.pid if self._process else None

    def read(
        self,
        name: str,
        data: bytes,
        pages: Pages = lambda done, total: None,
        stop: Stop = lambda: False,
    ) -> Imported:
        """Return the essays in the file `name`; raises ImportRefused, or Cancelled when `stop` tells so."""
        found = self._taking_turns({"want": "Imported"}, name, data, pages, stop)
        return decode_all(Imported, [str(found[0], "utf-8", "surrogatepass")])[0]

    def references(self, name: str, data: bytes, stop: Stop = lambda: False) -> Bibliography:
        """Return the references in the file `name`; raises as `read` does."""
        found = self._taking_turns({"want": "Bibliography"}, name, data, _untold, stop)
        return decode_all(Bibliography, [str(found[0], "utf-8", "surrogatepass")])[0]

    def pictures(
        self, name: str, data: bytes, indexes: Sequence[int], width: int, stop: Stop = lambda: False
    ) -> tuple[Picture, ...]:
        """Return pages of a PDF, counted from 1, `width` pixels wide; raises as `read` does."""
        wish = {"want": "Picture", "indexes": list(indexes), "width": width}
        found = self._taking_turns(wish, name, data, _untold, stop)
        return tuple(
            Picture(width=int.from_bytes(one[:4]), height=int.from_bytes(one[4:8]), pixels=one[8:]) for one in found
        )

    def cited(self, name: str, data: bytes, wanted: Sequence[Wanted], stop: Stop = lambda: False) -> CitedPages:
        """Return pages of a PDF with the places of quotes on them; raises as `read` does."""
        found = self._taking_turns(
            {"want": "CitedPages", "pages": [encode(one) for one in wanted]}, name, data, _untold, stop
        )
        return CitedPages(pdf=found[0], pages=tuple(decode_all(CitedPage, [str(one, "utf-8") for one in found[1:]])))

    def close(self) -> None:
        """End the process; the next `read` starts another."""
        with self._turn:
            self._kill()

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _taking_turns(self, wish: _Message, name: str, data: bytes, pages: Pages, stop: Stop) -> list[bytes]:
        with self._turn:
            try:
                return self._ask(wish, name, data, pages, stop)
            except (BrokenPipeError, ConnectionResetError, EOFError):
                self._kill()
                raise ImportRefused(
                    f"“{name}” made the reader crash; it is damaged or too large. "
                    "Open it in its own program, save it anew, then import that."
                ) from None
            except ImportRefused:
                raise
            except BaseException:
                self._kill()
                raise

    def _ask(self, wish: _Message, name: str, data: bytes, pages: Pages, stop: Stop) -> list[bytes]:
        """Return the answer to `wish` in its parts."""
        pipe = self._pipe or self._start(name, stop)
        pipe.send_bytes(_packed({"name": name, **wish}))
        pipe.send_bytes(data)
        until = monotonic() + self._timeout
        while True:
            message = self._message(pipe, name, until, stop)
            if "page" in message:
                pages(message["page"], message["of"])
            elif "refused" in message:
                if message.get("spent"):
                    self._kill()
                raise ImportRefused(message["refused"])
            else:
                return [pipe.recv_bytes() for _ in range(message["found"])]

    def _start(self, name: str, stop: Stop) -> Connection:
        spawning = get_context("spawn")
        ours, theirs = spawning.Pipe()
        self._pipe = ours
        self._process = spawning.Process(target=_work, args=(theirs, self._reader), name="reader", daemon=True)
        self._process.start()
        theirs.close()
        self._message(ours, name, monotonic() + _START, stop)
        return ours

    def _message(self, pipe: Connection, name: str, until: float, stop: Stop) -> _Message:
        """Return the next message; ends the process when it takes too long or is to stop."""
        while not pipe.poll(_POLL):
            if stop():
                raise Cancelled("The import was cancelled; nothing was written.")
            if monotonic() > until:
                self._kill()
                raise ImportRefused(
                    f"“{name}” was not read within {self._timeout:g} seconds and was given up. "
                    "Save it anew in its own program, or import its parts one by one."
                )
        message: _Message = json.loads(pipe.recv_bytes())
        return message

    def _kill(self) -> None:
        process, pipe, self._process, self._pipe = self._process, self._pipe, None, None
        if process is not None:
            process.kill()
            process.join()
            process.close()
        if pipe is not None:
            pipe.close()


def _untold(done: int, total: int) -> None:
    """Be told of pages, and tell nobody."""


def _packed(message: _Message) -> bytes:
    return json.dumps(message).encode("ascii")


def _work(pipe: Connection, reader: Reader) -> None:
    """Be the process: read what comes until the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the whole group; the program decides
    logging.disable()  # parsers tell their own story of damage; the refusal tells ours
    threading.Thread(target=_end_with_the_program, daemon=True).start()
    _limit()
    pipe.send_bytes(_packed({"ready": True}))
    while True:
        try:
            wish = json.loads(pipe.recv_bytes())
            data = pipe.recv_bytes()
        except EOFError:
            return
        _answer(pipe, reader, wish, data)


def _answer(pipe: Connection, reader: Reader, wish: _Message, data: bytes) -> None:
    name = wish["name"]

    def pages(done: int, total: int) -> None:
        pipe.send_bytes(_packed({"page": done, "of": total}))

    try:
        match wish["want"]:
            case "Picture":
                made = page_pictures(name, data, wish["indexes"], wish["width"])
                answer = [b"".join((one.width.to_bytes(4), one.height.to_bytes(4), one.pixels)) for one in made]
            case "CitedPages":
                wishes = decode_all(Wanted, wish["pages"])
                taken = cited_pages(name, data, wishes)
                answer = [taken.pdf, *(encode(page).encode() for page in taken.pages)]
            case "Bibliography":
                answer = [encode(read_bibliography(name, data)).encode("utf-8", "surrogatepass")]
            case _:
                answer = [encode(reader(name, data, pages)).encode("utf-8", "surrogatepass")]
    except BrieferError as refusal:
        pipe.send_bytes(_packed({"refused": str(refusal)}))
    except MemoryError:
        said = f"“{name}” needs more memory than a file may take. Import its parts one by one."
        pipe.send_bytes(_packed({"refused": said, "spent": True}))
    except Exception as error:  # parsers answer damage with a dozen kinds of exception
        said = (
            f"“{name}” cannot be read ({type(error).__name__}); it is damaged, or of a kind this version does not know. "
            "Open it in its own program, save it anew, then import that."
        )
        pipe.send_bytes(_packed({"refused": said}))
    else:
        pipe.send_bytes(_packed({"found": len(answer)}))
        for part in answer:
            pipe.send_bytes(part)


def _limit() -> None:
    if sys.platform != "win32":
        for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
            _, hard = resource.getrlimit(what)
            allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
            try:
                resource.setrlimit(what, (allowed, allowed))
            except (ValueError, OSError):  # macOS has no limit of address space
                continue


def _end_with_the_program() -> None:
    program = parent_process()
    if program is not None:
        program.join()
        os._exit(1)
