import pytest
from sqlalchemy import MetaData, create_engine

URL = "postgresql+psycopg://localhost:5432/shop_test"
engine = create_engine(URL)
metadata = MetaData()


@pytest.fixture(autouse=True, scope="module")
def tables():
    metadata.create_all(bind=engine)
    yield
    metadata.drop_all(bind=engine)


def test_one():
    assert engine


def test_two():
    assert engine
