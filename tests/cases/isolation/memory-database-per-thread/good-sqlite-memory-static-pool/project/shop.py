from fastapi import Depends, FastAPI
from sqlalchemy import Column, Integer, String, create_engine
from sqlalchemy.orm import declarative_base, sessionmaker

Base = declarative_base()
engine = create_engine("sqlite:///./shop.db")
Session = sessionmaker(bind=engine)
app = FastAPI()


class Item(Base):
    __tablename__ = "items"
    id = Column(Integer, primary_key=True)
    name = Column(String)


def get_db():
    with Session() as session:
        yield session


@app.get("/items")
def items(db=Depends(get_db)):
    return [item.name for item in db.query(Item).all()]
