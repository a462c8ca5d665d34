FROM python:3.12-slim
WORKDIR /app
COPY requirements-test.txt .
RUN pip install "pytest>=8"
COPY . .
CMD ["pytest", "-q"]
