#!/bin/sh
pytest tests/old -q
