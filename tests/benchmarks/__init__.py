"""Figures that the newsroom promises, measured: `make bench-arabic`. Not part of the suite."""
