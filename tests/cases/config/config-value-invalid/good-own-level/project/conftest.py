import logging

logging.TRACE = 5  # pytest asks the module for the name
logging.addLevelName(logging.TRACE, "TRACE")
