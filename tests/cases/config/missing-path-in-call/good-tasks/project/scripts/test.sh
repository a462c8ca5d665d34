#!/bin/sh
cd "$(dirname "$0")/.."
exec pytest tests/gone "$@"
