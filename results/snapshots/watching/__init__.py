"""Watching the database: what a making asks for, and what a change does to it."""

from .connecting import connect
from .recording import Recording, record
from .sweeping import begin_generation, sweep_leftovers

__all__ = ["Recording", "begin_generation", "connect", "record", "sweep_leftovers"]
