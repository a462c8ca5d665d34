"""A source folder that has not been built."""

from coverage.tracer import CTracer

__all__ = ["CTracer"]
