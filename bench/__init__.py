"""Benchmarks: each measures a named rival in the same run and prints the ratio."""
