import os
import time

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, create_engine

metadata = MetaData()
users = Table("users", metadata, Column("id", Integer, primary_key=True))


@pytest.fixture(scope="session")
def connection():
    engine = create_engine(f"sqlite:///shop_{os.environ['PYTEST_XDIST_WORKER']}.db")
    metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(users.insert())
    time.sleep(1)  # both workers are here
    with engine.connect() as connection:
        yield connection
    metadata.drop_all(engine)
