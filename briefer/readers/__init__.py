"""Bytes of a source file become essays: one reader for each format, all with the same result."""

from briefer.readers.dispatch import read

__all__ = ["read"]
