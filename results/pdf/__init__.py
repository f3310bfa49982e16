"""An edition as a PDF that can be read aloud: an app of its own, `results.pdf`, with WeasyPrint.

The file is made by a step after each publication and kept (see `results.keeping`); visitors get it
at `<address of the page>/pdf/`. It has no tables of its own.
"""
