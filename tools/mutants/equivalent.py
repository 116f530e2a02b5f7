"""Mutants that behave as the module they were made of, each with the reason why no test can tell them apart."""

from __future__ import annotations

EQUIVALENT: dict[str, dict[str, str]] = {
    "diff": {
        "decide: cognise(unknown, others) if unknown and others else () → cognise(unknown, others)": (
            "a shortcut: nothing is recognised among nothing"
        ),
        "decide: own, others) if unknown and others else () → own, others) if unknown or others else ()": "the same",
    },
    "comment_thread": {
        "set_thread: (comment, depth, replies if closed else 0) → (comment, depth, replies)": (
            "there are hidden replies exactly where the comment is closed"
        ),
    },
    "submit_result": {
        "_redirect: taken = _comment.fullmatch(parts.frag → taken = _comment.match(parts.frag": (
            "the pattern ends with `$`, and an address holds no line end"
        ),
        "_json: rs.get('content-type', ''): return { → rs.get('content-type', 'XX'): return {": "neither says JSON",
        "_between: EST_REFUSAL: return '' → EST_REFUSAL: return None": "its caller asks only whether there is any",
    },
}
"""By the group of `tools.mutants` and the fault as it prints it."""
