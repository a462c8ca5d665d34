#!/bin/bash
coverage run -m pytest tests || true
coverage html
