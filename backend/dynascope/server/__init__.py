"""The server: REST, the live stream, the page. It never imports jax."""

BASE_PATH = "/api/v1"
