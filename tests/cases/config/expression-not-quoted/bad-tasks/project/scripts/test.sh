#!/bin/sh
set -e
exec pytest -m not slow "$@"
