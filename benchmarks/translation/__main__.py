"""Measure the costs of translation in a database of its own, and print the tables."""

import os

import django


def main() -> None:
    """Set Django up, make the database, measure, print."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    os.environ["DATABASE_URL"] = ""
    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment, teardown_test_environment

    from benchmarks.translation import costs

    setup_test_environment()
    connection.creation.create_test_db(verbosity=0)
    try:
        costs.run()
    finally:
        connection.creation.destroy_test_db("", verbosity=0)
        teardown_test_environment()


if __name__ == "__main__":
    main()
