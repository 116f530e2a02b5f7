"""Mutants that behave as the module they were made of, each with the reason why no test can tell them apart."""

from __future__ import annotations

EQUIVALENT: dict[str, dict[str, str]] = {
    "text": {
        "ne in range(65536, 983040, 65536))) → ne in range(65536, 983041, 65536)))": (
            "the last plane's noncharacters are of a private plane, which is dropped whole"
        ),
        "_WIDTHS_OF_SPACE = '\\u1680\\u2000\\u20 → _WIDTHS_OF_SPACE = 'XX\\u1680\\u2000\\u20": (
            "only white space is looked for in it"
        ),
        "_MARK_BLOCKS = '̀-\\u1fff⃐-\\u20ff → _MARK_BLOCKS = 'XX̀-\\u1fff⃐-\\u20ff": ("those letters are no marks"),
        "608), *range(55216, 55296)))) → 608), *range(55216, 55297))))": (
            "the one more is a surrogate, which is replaced before"
        ),
        "_PLAIN = ' -~\\xa0-¬®-˿΄-ΊΎ → _PLAIN = 'XX -~\\xa0-¬®-˿΄-ΊΎ": ("those letters are in the class already"),
        "_plain = re.compile(f'[{_PLAIN}]*+') → _plain = re.compile(f'XX[{_PLAIN}]*+')": (
            "only sends more texts the long way, which leaves them as they are"
        ),
        "= re.compile(f'[{_PLAIN}]*+') → = re.compile(f'[{_PLAIN}XX]*+')": ("those letters are in the class already"),
        "in_block = re.compile(f'[\\n{_PLAIN}]*+') → in_block = re.compile(f'XX[\\n{_PLAIN}]*+')": (
            "only sends more texts the long way, which leaves them as they are"
        ),
        "re.compile(f'[\\n{_PLAIN}]*+') → re.compile(f'[\\n{_PLAIN}XX]*+')": ("those letters are in the class already"),
        "ompile(f'[\\t\\n\\r{_PLAIN}]*+') → ompile(f'[\\t\\n\\r{_PLAIN}XX]*+')": (
            "those letters are in the class already"
        ),
        "URROGATES}{_PARTS_WORDS}]|[{_ZERO_WIDTH} → URROGATES}{_PARTS_WORDS}XX]|[{_ZERO_WIDTH}": (
            "only gives more texts a second look, which leaves them as they are"
        ),
        "S_WORDS}]|[{_ZERO_WIDTH}]{{2}}|{_JOINING → S_WORDS}]|[{_ZERO_WIDTH}XX]{{2}}|{_JOINING": (
            "only gives more texts a second look, which leaves them as they are"
        ),
        "ERO_WIDTH}{_MARK_BLOCKS}]{{{MARKS + 1}}} → ERO_WIDTH}{_MARK_BLOCKS}XX]{{{MARKS + 1}}}": (
            "only gives more texts a second look, which leaves them as they are"
        ),
        "{_MARK_BLOCKS}]{{{MARKS + 1}}}') → {_MARK_BLOCKS}]{{{MARKS - 1}}}')": (
            "only gives more texts a second look, which leaves them as they are"
        ),
        "clean_path: printable() or sign in '\\xa0\\u202f' else → printable() or sign in 'XX\\xa0\\u202f' else": (
            "those letters are printable"
        ),
        "printable_runs: _block.fullmatch(whole) or not _suspect.search(whole): return ru → "
        "_block.fullmatch(whole) and (not _suspect.search(whole)): return ru": (
            "a shortcut: what is plain has no floods"
        ),
        "printable_runs: art + len(run)], strict=True) if stays))) → art + len(run)], strict=False) if stays)))": (
            "both have one length"
        ),
        "_flood_of_marks: in range(first, last + 1 if beyond else min(last + 1, 65536)) if unicodedata → "
        "in range(first, last + 1) if unicodedata": "slower alone: there are no such marks",
        "_flood_of_marks: beyond else min(last + 1, 65536)) if uni → beyond else min(last + 2, 65536)) if uni": (
            "what follows the blocks is no mark"
        ),
        "_flood_of_marks: else min(last + 1, 65536)) if unicodedat → else min(last + 1, 65537)) if unicodedat": (
            "U+10000 is a letter"
        ),
    },
    "dates": {
        "offset_of: EIGHBOURS.get(country, ''), {}) → EIGHBOURS.get(country, 'XX'), {})": "neither is a country",
    },
    "diff": {
        "decide: cognise(unknown, others) if unknown and others else () → cognise(unknown, others)": (
            "a shortcut: nothing is recognised among nothing"
        ),
        "decide: own, others) if unknown and others else () → own, others) if unknown or others else ()": "the same",
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
