FROM python:3.12
COPY src/ .
RUN pip install pytest
CMD ["pytest"]
