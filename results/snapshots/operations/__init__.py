"""Looking after the stored answers: counting, warming, clearing, tidying, comparing."""
