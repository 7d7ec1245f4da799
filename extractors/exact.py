"""Exact fractions: those of ``quicktions``, the standard library's in C (five times faster), where it is installed.

Never make one from text: of a single character, version 1.24 overwrites the interpreter's own ``b"\\0"``. ``Fraction(Decimal(text))`` is as good.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction
else:
    try:
        from quicktions import Fraction
    except ImportError:
        from fractions import Fraction

__all__ = ["Fraction"]
