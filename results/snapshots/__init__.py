"""Published answers, stored as bytes: served before Django routes, dropped as they get old.

It knows no page type. What an answer depends on is read from the statements that its making sends
to the database; what a change touches is read from the statements that write.
"""
