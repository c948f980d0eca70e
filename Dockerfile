# One image for every process of the project: compose.yaml says which command each runs.
FROM node:20-bookworm-slim AS pages
WORKDIR /app
COPY api/web api/web
COPY api/studio api/studio
RUN cd api/web && npm ci --ignore-scripts --silent && npm run --silent build \
 && cd ../studio && npm ci --ignore-scripts --silent && npm run --silent build

FROM python:3.10-slim-bookworm
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-wqy-microhei \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
ENV PYTHONPATH=/app PYTHONUNBUFFERED=1 SQLALCHEMY_SILENCE_UBER_WARNING=1 RASA_TELEMETRY_ENABLED=false
COPY constraints.txt pyproject.toml README.md ./
COPY bot bot
COPY actions actions
COPY api api
RUN pip install --no-cache-dir 'setuptools<71' wheel \
 && pip install --no-cache-dir --no-build-isolation -c constraints.txt -e .
COPY --from=pages /app/api/web/dist api/web/dist
COPY --from=pages /app/api/studio/dist api/studio/dist
COPY config.yml credentials.yml endpoints.yml ./
COPY forms forms
COPY scenarios scenarios
RUN python -m bot.components.train && useradd --system --home /app daoban && mkdir -p var && chown daoban var
USER daoban
EXPOSE 8000
CMD ["daoban", "serve", "--host", "0.0.0.0"]
