import sys
from pytest import main

sys.exit(main(["-q", "--override-ini=addopts=--strict-markers", "tests"]))
