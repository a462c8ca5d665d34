import pytest
from shop.database import Base
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import StaticPool


@pytest.fixture
def db():
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    Base.metadata.create_all(bind=engine)
    with sessionmaker(bind=engine)() as session:
        yield session
    Base.metadata.drop_all(bind=engine)


@pytest.fixture(scope="session")
def prices(tmp_path_factory):
    engine = create_engine(f"sqlite:///{tmp_path_factory.mktemp('db')}/prices.db")
    with engine.begin() as connection:
        connection.execute(text("create table prices (id int)"))
    return engine
