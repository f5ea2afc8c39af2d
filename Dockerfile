# One image for the web, the worker, beat and the preparation: docker-compose.yml says which runs what.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DEBRIEF_STATIC=/srv/static

RUN useradd --system --no-create-home debrief && install --directory --owner debrief /srv/static
WORKDIR /srv/debrief

COPY requirements.txt .
RUN pip install --quiet --no-cache-dir --require-hashes --requirement requirements.txt

COPY . .
USER debrief
# Collecting connects to nothing; the names only keep it from looking for servers of its own.
RUN DATABASE_URL=postgresql://build REDIS_URL=redis://build SECRET_KEY=build \
    python manage.py collectstatic --no-input --verbosity 0

EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "1", "--threads", "8", "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
