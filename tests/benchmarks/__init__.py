"""Benchmarks: `make bench`. Ratios, counts and memory are asserted, milliseconds only recorded."""
