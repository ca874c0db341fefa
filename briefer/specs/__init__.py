"""Files that users write: briefs, templates, vocabularies, brands. All mistakes of a file are reported at once."""
