from pathlib import Path

import alembic.command
import alembic.config

HOME = Path(__file__).parent.parent


def migrate():
    alembic.command.upgrade(alembic.config.Config(HOME / "alembic.ini"), "head", sql=True)
