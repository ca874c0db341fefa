"""Use-cases: what the command line and the window ask for. Only this layer and the store do I/O."""
