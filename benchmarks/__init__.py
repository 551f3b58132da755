"""Measurements: `python -m benchmarks --help` lists them, docs/measurements.md keeps their results."""
