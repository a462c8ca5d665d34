from . import scenario
