"""Word lists that the rules read: one entry a line, # begins a remark, [name] a section."""
