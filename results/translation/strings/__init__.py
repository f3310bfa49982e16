"""The strings of translations: their marks, doubts and decisions, the memory, the checks."""
