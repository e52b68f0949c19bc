"""Tags with which a cell's author loosens the comparison. Each needs `"reason": "…"` in the cell's metadata.

tolerance-0.02           floats may differ by 2 % (relative; at most 10 %)
tolerance-absolute-0.5   floats may differ by 0.5, in the unit of the output
tolerance-integers-1     integers may differ by 1
nbval-ignore-output      the output is not compared; nbval-skip: the cell is not run either.
                         Only for elapsed times and progress: the reason begins with one of SKIP_REASONS.
"""

import re

from nbval.plugin import find_comment_markers, find_metadata_tags

from .comparison import Tolerance

TAG = re.compile(r"tolerance(?:-(absolute|integers))?-(\d+(?:\.\d+)?(?:e-?\d+)?)")
SKIP_REASONS = ("걸린 시간", "진행 상황")
WIDEST_RELATIVE = 0.1


def tolerance_tags(cell):
    return [tag for tag in cell.metadata.get("tags", []) if tag.startswith("tolerance")]


def tolerance_of(cell):
    """The tolerance for the cell's outputs; ValueError for a tag that cannot be read."""
    widened = {}
    for tag in tolerance_tags(cell):
        match = TAG.fullmatch(tag)
        if not match:
            raise ValueError(tag)
        kind = match[1] or "relative"
        widened[kind] = int(match[2]) if kind == "integers" else float(match[2])
    return Tolerance(**widened)


def is_skipped(cell):
    """Whether nbval leaves out the cell's output, or the cell."""
    options = dict(find_metadata_tags(cell.metadata)) | dict(find_comment_markers(cell.source))
    return options.get("skip", False) or not options.get("check", True)


def problems(cell):
    """Yield, in Korean, what is wrong with the cell's tags."""
    reason = str(cell.metadata.get("reason", "")).strip()
    tags = tolerance_tags(cell)
    if tags and not reason:
        yield f'태그 {", ".join(tags)}에 이유가 없습니다. 셀 메타데이터에 "reason": "…"을 적으세요.'
    try:
        relative = tolerance_of(cell).relative
    except ValueError as error:
        yield f"태그 {error}: 읽을 수 없습니다. 예: tolerance-0.02, tolerance-absolute-0.5, tolerance-integers-1."
    else:
        if relative > WIDEST_RELATIVE:
            yield f"태그 {', '.join(tags)}: 상대 오차는 {WIDEST_RELATIVE}까지만 허용합니다. 더 안정된 값을 출력하세요."
    if is_skipped(cell) and not reason.startswith(SKIP_REASONS):
        yield (
            "출력을 비교하지 않는 것은 걸린 시간과 진행 상황뿐입니다. "
            f'셀 메타데이터의 "reason"을 {" 또는 ".join(SKIP_REASONS)}(으)로 시작하는 문장으로 적으세요.'
        )
