import pytest
from shop.database import Base, Session, engine
from sqlalchemy import create_engine, text


@pytest.fixture
def db():
    Base.metadata.drop_all(bind=engine)
    Base.metadata.create_all(bind=engine)
    with Session() as session:
        yield session


@pytest.fixture(scope="session")
def prices():
    engine = create_engine("sqlite:///prices.db")
    with engine.begin() as connection:
        connection.execute(text("create table prices (id int)"))
    return engine
