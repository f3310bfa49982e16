"""Translation of editions by wagtail-localize: an app of its own, `results.translation`.

Figures, periods, hashtags and structure follow the source language; prose is translated; documents,
pictures and addresses can be replaced per language. Nothing else in `results` knows this app.
"""
