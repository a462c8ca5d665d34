import pytest

if True:
print "two"
