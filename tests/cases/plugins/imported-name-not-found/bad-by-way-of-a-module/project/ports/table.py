"""A table of ports."""

import os

from ports.names import name_for


def table(numbers):
    return os.linesep.join(name_for(number) for number in numbers)
