# The demo site as a container: one image for the web server and for run_results.
FROM python:3.13-slim AS packages

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements/production.txt /tmp/requirements.txt
RUN python -m venv /opt/site && /opt/site/bin/pip install -r /tmp/requirements.txt


FROM python:3.13-slim

ENV PATH=/opt/site/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=cms.settings.production \
    DATA_DIR=/data

# What WeasyPrint stands on, to make PDFs.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/*

RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin site \
    && install --directory --owner=site --mode=0750 /data
WORKDIR /srv
COPY --from=packages /opt/site /opt/site
COPY manage.py ./
COPY bin/gunicorn.conf.py bin/
COPY cms cms
COPY home home
COPY results results
COPY static static
COPY templates templates

# Static files belong to the image and not to the volume of what people upload. The values given
# here only let the command start; no request is ever answered with them.
ENV STATIC_ROOT=/srv/collected
RUN SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(48))')" \
    ALLOWED_HOSTS=localhost PLAIN_HTTP=true \
    python manage.py collectstatic --no-input --verbosity 0

USER 10001
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "cms.wsgi", "--config", "bin/gunicorn.conf.py", "--bind", "0.0.0.0:8000"]
