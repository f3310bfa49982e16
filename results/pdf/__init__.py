"""An edition as a PDF that can be read aloud: an app of its own, `results.pdf`, with WeasyPrint.

A step makes the file after each publication and stores it (see `results.publishing.models`); visitors
get it at `<address of the page>/pdf/`. It has no tables of its own.
"""
