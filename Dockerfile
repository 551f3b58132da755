# The server in a container: built front end, locked packages, no root.
# docker build -t policygraph . && docker run -p 127.0.0.1:8000:8000 -v policygraph:/app/data policygraph

FROM python:3.11-slim-bookworm AS build
WORKDIR /app
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements/ requirements/
RUN python -m venv --without-pip /venv \
    && python -m pip --python /venv install --require-hashes --requirement requirements/run.txt
# Node.js for the front end comes from PyPI too, and stays in this stage.
RUN python -m venv /node && /node/bin/pip install --require-hashes --requirement requirements/web-build.txt
COPY web/ web/
RUN /node/bin/python -m web.build

FROM python:3.11-slim-bookworm
WORKDIR /app
RUN useradd --system --uid 10001 --home-dir /app policygraph && mkdir data && chown 10001 data
COPY --from=build /venv /venv
# What .dockerignore lets through: the program and its seed.
COPY . .
COPY --from=build /app/web/static web/static
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 POLICYGRAPH_HOST=0.0.0.0 \
    POLICYGRAPH_NAME_CACHE=/app/data/names
USER 10001
VOLUME /app/data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=5 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health/ready', timeout=2)"]
ENTRYPOINT ["python", "cli.py"]
CMD ["serve"]
