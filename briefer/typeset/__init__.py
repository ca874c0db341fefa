"""Measuring and laying out, without fonts and without Office: a deck goes in, placed boxes and broken lines come out."""
