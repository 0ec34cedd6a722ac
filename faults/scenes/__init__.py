"""The faults, each a function from a run to its outcome."""
