"""The glossary: agreed translations of terms."""
