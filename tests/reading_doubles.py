"""Readers that misbehave, for the process that reads files."""

import ctypes
import os
import resource
import threading
from pathlib import Path

from briefer.readers import read


def by_name(name, data, pages):
    """Do what the name of the file says, else read it."""
    doubles = {"crash": crash, "hang": hang, "busy": busy, "greedy": greedy, "writes": writes, "bug": bug, "dies": dies}
    act = doubles.get(name.replace(".", "-").partition("-")[0])
    return act(name, data, pages) if act else paged(name, data, pages)


def paged(name, data, pages):
    for page in (1, 2, 3):
        pages(page, 3)
    return read(name.replace(".pdf", ".txt"), data)


def crash(name, data, pages):
    ctypes.string_at(0)


def dies(name, data, pages):
    os._exit(0)


def hang(name, data, pages):
    pages(1, 2)
    threading.Event().wait()


def busy(name, data, pages):
    while True:
        pass


def greedy(name, data, pages):
    return [bytearray(2**28) for _ in range(40)]


def writes(name, data, pages):
    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
    with Path(os.environ["READER_MAY_NOT_WRITE"]).open("wb") as file:
        file.write(b"something")


def bug(name, data, pages):
    raise KeyError("missing")
