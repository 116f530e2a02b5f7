"""Superscripts and subscripts as Unicode characters, because a terminal has no smaller type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import Mark

if TYPE_CHECKING:
    from placentin_tui.prose.blocks import Span

_HIGH = str.maketrans("0123456789+-−=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_LOW = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_RAISED = (Mark.SUP | Mark.SUB).value  # adding flags up for each span takes longer than all the rest
_PASSED_OVER = frozenset(" \xa0,.;[]*\n")


def raised(span: Span) -> str:
    """The span's text as superscript or subscript, of the same length; unchanged where a character has no such form."""
    if not span.marks & _RAISED:
        return span.text
    table = _HIGH if span.marks & Mark.SUP else _LOW
    if all(ord(sign) in table or sign in _PASSED_OVER for sign in span.text):
        return span.text.translate(table)
    return span.text
