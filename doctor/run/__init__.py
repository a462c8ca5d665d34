"""Runs test files in batches, each in a process of its own, and goes on after one that crashes, hangs or is killed.

`planned` asks the project's pytest what there is to run, `story` runs it, `journal` is what survives any kill.
"""
