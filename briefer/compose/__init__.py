"""From a brief and a library to a deck and a memo: statements, citations, register, remarks. Pure."""
