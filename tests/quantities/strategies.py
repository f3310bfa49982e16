"""What property tests draw from: values that a figure may have, and quantities of them."""

from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st

from results.quantities import Qualifier, Quantity, Scale, Unit
from results.quantities.quantity import MAX_DECIMAL_PLACES, MAX_INTEGER_DIGITS

# The machine may be busy; what is asked is whether a rule holds, not how fast.
unhurried = settings(deadline=None)

SITE_LOCALES = st.sampled_from(["sv", "en"])


@st.composite
def values(draw: st.DrawFn) -> Decimal:
    """Any value that a figure may have; often one with three decimals, which invites misreading."""
    places = draw(st.integers(0, MAX_DECIMAL_PLACES) | st.just(3))
    most: int = 10 ** (MAX_INTEGER_DIGITS + places) - 1
    digits = draw(st.integers(-most, most) | st.integers(-1_100_000, 1_100_000))
    return Decimal(digits).scaleb(-places)


def quantities() -> st.SearchStrategy[Quantity]:
    return st.builds(
        Quantity,
        values(),
        unit=st.sampled_from(Unit),
        qualifier=st.sampled_from(Qualifier),
        scale=st.sampled_from(Scale),
        decimals=st.none() | st.integers(0, MAX_DECIMAL_PLACES),
    )
