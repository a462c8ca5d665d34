"""Tables of the shop."""

import sqlalchemy

TABLES = sqlalchemy.MetaData()
