"""Short forms for what the tests of this folder ask."""

from results.translation.proofs import faults_of


def codes(swedish: str, english: str) -> list[str]:
    """The codes of the faults of an English translation from Swedish."""
    return [fault.code for fault in faults_of(swedish, english, "sv", "en")]


def is_same(swedish: str, english: str) -> bool:
    """Whether neither is a faulty translation of the other."""
    return not faults_of(swedish, english, "sv", "en") and not faults_of(
        english, swedish, "en", "sv"
    )


def differs(swedish: str, english: str) -> bool:
    """Whether each is a faulty translation of the other."""
    return bool(faults_of(swedish, english, "sv", "en")) and bool(
        faults_of(english, swedish, "en", "sv")
    )
