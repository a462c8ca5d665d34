#!/bin/sh
pytest -q tests
pytest -q tests --last-failed
