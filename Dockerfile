# The base needs Python 3.11 or newer with venv, and nothing else: Node for the page comes with the build hook.
ARG BASE_IMAGE=python:3.12-slim-bookworm

FROM ${BASE_IMAGE} AS build
WORKDIR /source
RUN python3 -m venv /opt/dynascope
COPY . .
RUN /opt/dynascope/bin/python -m pip install --no-cache-dir --disable-pip-version-check -c constraints.txt .

FROM ${BASE_IMAGE}
RUN useradd --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin dynascope \
    && install -d -o dynascope -m 0700 /data
COPY --from=build /opt/dynascope /opt/dynascope
# The root may be mounted read-only: everything written lies in /data, what is passing in /tmp.
ENV PATH=/opt/dynascope/bin:${PATH} PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
ENTRYPOINT ["dynascope"]
CMD ["serve", "--host", "0.0.0.0", "--data-dir", "/data", "--no-open"]
