#!/bin/sh -e
pytest -q tests/unit
pytest -q tests/integration
