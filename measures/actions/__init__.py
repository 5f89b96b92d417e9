"""Writes: one verb of the domain, one function, one transaction."""
